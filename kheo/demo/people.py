"""Invented officers in real posts, one sign-in for each role, and heads for every commune."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.demo.words import Words
from kheo.foundation.accounts import services as accounts
from kheo.foundation.accounts.models import User
from kheo.foundation.units import queries as units_now
from kheo.foundation.units import services as units
from kheo.foundation.units.models import Body, Post, Unit

BY = "demo"
# Officers who fill a desk but whom no visitor signs in as.
UNNAMED = "demo-"
# Printed on the screen of a demo that listens on this machine alone.
PASSWORD = "kheo-dung-thu-2026"  # noqa: S105
# Opens the keys of the demo's officers; the two cases behind them are invented.
PASSPHRASE = "suối trong qua bản đá rêu xanh lạnh"  # noqa: S105
YEAR, RETURNS_SEED = 360, 5


@dataclass(frozen=True)
class Desk:
    """Who works for one commune in the invented year."""

    unit: Unit
    head: User
    handler: User
    clerk: User


@dataclass(frozen=True)
class SignIn:
    """What is printed for a visitor: the role, where, the name to type."""

    role: str
    place: str
    username: str


@dataclass(frozen=True)
class Staff:
    """Everyone the invented year needs."""

    province: Unit
    chair: User
    inspector: User
    desks: list[Desk]
    trusted: User
    board: list[User]
    editor: User
    reporter: User
    sign_ins: list[SignIn]


def appoint_everyone(
    *, province: Unit, chosen: Unit, words: Words, random: Random, now: datetime, since: date
) -> Staff:
    """Establish the committees, invent officers for them, and name one of each role."""
    maker = _Maker(words, random, now, since)
    committee = units.establish(province, by=BY, now=now)
    chair = maker.sit(units_now.current_head(committee), "chutichtinh")
    inspector = maker.officer(
        committee, "handler", _("Chuyên viên tiếp dân, xử lý đơn"), "xulytinh"
    )
    maker.officer(
        committee, "denunciation_officer", _("Người được giao xử lý tố cáo của tỉnh"), "tocaotinh"
    )
    maker.officer(committee, "admin", _("Quản trị hệ thống"), "quantri")
    editor = maker.officer(committee, "editor", _("Biên tập viên cổng thông tin"), "bientap")
    commission = units.establish(province, by=BY, now=now, kind="propaganda_commission")
    reporter = maker.officer(
        commission, "reporting_officer", _("Chuyên viên tổng hợp báo cáo"), "baocao"
    )
    front = units.establish(province, by=BY, now=now, kind="front_committee")
    maker.officer(front, "front", _("Ban Dân chủ và Giám sát"), "mattran")
    inspectorate = units.establish(province, by=BY, now=now, kind="inspectorate")
    board = [
        maker.officer(inspectorate, "auditor", _("Thanh tra viên"), name)
        for name in ("thanhtra", "thanhtra2", "thanhtra3")
    ]
    desks = [
        maker.desk(unit, named=unit.pk == chosen.pk)
        for unit in units_now.communes(province, on=since)
    ]
    trusted = maker.officer(
        units_now.responsible_body(chosen),
        "denunciation_officer",
        _("Người được giao xử lý tố cáo"),
        "tocao",
    )
    village = units.add_village(
        commune=chosen, name=words.villages[0], kind=_("bản"), by=BY, now=now, since=since
    )
    hamlet = units.establish(village, by=BY, now=now, kind="village")
    maker.sit(units_now.current_head(hamlet), "truongban")
    return Staff(
        province=province,
        chair=chair,
        inspector=inspector,
        desks=desks,
        trusted=trusted,
        board=board,
        editor=editor,
        reporter=reporter,
        sign_ins=sign_ins(),
    )


def appoint_reporters(
    staff: Staff, *, chosen: Unit, words: Words, title: str, random: Random, now: datetime
) -> dict[int, User]:
    """Give every commune an officer who enters its figures; by unit. Visitors sign in as one."""
    maker = _Maker(words, random, now, timezone.localdate(now))
    return {
        desk.unit.pk: maker.officer(
            units_now.responsible_body(desk.unit),
            "reporting_officer",
            title,
            "baocaoxa" if desk.unit.pk == chosen.pk else f"{UNNAMED}bieu-{desk.unit.code}",
        )
        for desk in staff.desks
    }


def sign_ins() -> list[SignIn]:
    """List one sign-in per role, read back from the posts of the named demo officers."""
    named = User.objects.filter(is_demo=True).exclude(username__startswith=UNNAMED).order_by("pk")
    return [
        SignIn(post.title, post.body.name, user.username)
        for user in named
        for post in Post.objects.filter(appointments__person=user).select_related("body")[:1]
    ]


class _Maker:
    def __init__(self, words: Words, random: Random, now: datetime, since: date) -> None:
        self.words, self.random, self.now, self.since = words, random, now, since
        self.count = 0

    def desk(self, unit: Unit, *, named: bool) -> Desk:
        body = units.establish(unit, by=BY, now=self.now)
        head = self.sit(units_now.current_head(body), "chutich" if named else "")
        clerk = self.officer(
            body, "clerk", _("Công chức văn thư, tiếp công dân"), "vanthu" if named else ""
        )
        handler = self.officer(
            body, "handler", _("Công chức kinh tế, hạ tầng và đô thị"), "xuly" if named else ""
        )
        return Desk(unit, head, handler, clerk)

    def officer(self, body: Body, role: str, title: str, username: str) -> User:
        post = units.add_post(body=body, title=title, role=role, by=BY, now=self.now)
        return self.sit(post, username)

    def sit(self, post: Post | None, username: str) -> User:
        assert post is not None
        self.count += 1
        user = User(
            username=username or f"{UNNAMED}{self.count:03d}",
            full_name=self.words.person(self.random),
            is_demo=True,
        )
        if username and not username.startswith(UNNAMED):
            user.set_password(PASSWORD)
        else:
            user.set_unusable_password()
        user.save()
        accounts.appoint(person=user, post=post, since=self.since, by=None, now=self.now)
        return user
