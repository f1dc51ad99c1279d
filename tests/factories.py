"""Small makers of records with dull defaults; tests of every app share them.

Add functions at the end. Nothing here calls a service: a factory must not fail because a rule did.
"""

import uuid
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image
from wagtail.models import Collection

from kheo.foundation.accounts.models import Appointment, User
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.units.models import Body, Post, Succession, Unit
from kheo.foundation.vietnamese.sorting import sort_key
from kheo.foundation.vietnamese.text import fold
from kheo.know.dissemination.models import Communicator, Conference
from kheo.know.news.models import Album, Category, NewsIndex, NewsPage, Photo
from kheo.know.workplaces.models import Workplace

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 3, 2, 8, tzinfo=HANOI)
LONG_AGO = date(2020, 1, 1)
PASSWORD = "mot-mat-khau-dai"
_numbers = count(1)


# --- Units, bodies, posts ---------------------------------------------------------------------


def unit(
    name: str = "Ngọc Chiến",
    *,
    level: str = Unit.Level.COMMUNE,
    kind: str = "",
    code: str = "",
    parent: Unit | None = None,
    **fields: Any,
) -> Unit:
    """A commune of Sơn La unless told otherwise; a province has no parent."""
    if parent is None and level != Unit.Level.PROVINCE:
        parent = province()
    kind = kind or {"province": "tỉnh", "district": "huyện", "village": "bản"}.get(level, "xã")
    number = next(_numbers)
    made = Unit(
        code=code or f"9{number:05d}",
        name=name,
        kind=kind,
        level=level,
        parent=parent,
        path=f"new-{number}",
        folded=fold(f"{kind} {name}"),
        sort_key=sort_key(name),
        **fields,
    )
    made.save()
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    return made


def province(name: str = "Sơn La", *, code: str = "14", **fields: Any) -> Unit:
    """The province of this code, made once per test."""
    found = Unit.objects.filter(level=Unit.Level.PROVINCE, code=code, valid_to=None).first()
    return found or unit(name, level=Unit.Level.PROVINCE, code=code, **fields)


def succession(predecessor: Unit, successor: Unit, on: date, share: str = "1") -> Succession:
    return Succession.objects.create(
        predecessor=predecessor, successor=successor, on=on, share=share
    )


def body(of: Unit | None = None, *, kind: str = "people_committee", name: str = "") -> Body:
    """The body of this kind in the unit, made once per unit and kind."""
    of = of or unit()
    found = Body.objects.filter(unit=of, kind=kind).first() if not name else None
    called = "UBND" if kind == "people_committee" else kind
    return found or Body.objects.create(unit=of, kind=kind, name=name or f"{called} {of.full_name}")


def post(of: Body, *, role: str = "handler", title: str = "", is_head: bool = False) -> Post:
    title = title or f"{role} {next(_numbers)}"
    return Post.objects.create(body=of, role=role, title=title, is_head=is_head, since=LONG_AGO)


def head(of: Body) -> Post:
    """The current head's post of the body, made once."""
    found = Post.objects.filter(body=of, is_head=True, until=None).first()
    return found or post(of, role="head", title=f"Chủ tịch {of.name}", is_head=True)


# --- People -----------------------------------------------------------------------------------


def user(username: str = "", **fields: Any) -> User:
    username = username or f"nguoi{next(_numbers)}"
    fields.setdefault("full_name", f"Người {username}")
    return User.objects.create_user(username, f"{username}@example.vn", PASSWORD, **fields)


def citizen(username: str = "", **fields: Any) -> User:
    """Somebody with an account and no post."""
    return user(username, **fields)


def appoint(person: User, to: Post, *, since: date = LONG_AGO, until: date | None = None) -> User:
    Appointment.objects.create(person=person, post=to, since=since, until=until)
    return person


def officer(
    of: Unit | None = None, role: str = "handler", *, body_kind: str = "people_committee"
) -> User:
    """A person in a post of this role in a body of the unit; a `head` sits in the head's post."""
    seat = body(of, kind=body_kind)
    return appoint(user(), head(seat) if role == "head" else post(seat, role=role))


# --- Further apps add below -------------------------------------------------------------------


# --- News -------------------------------------------------------------------------------------


def category(name: str = "Dân vận khéo", **fields: Any) -> Category:
    fields.setdefault("slug", slugify(fold(name)))
    return Category.objects.create(name=name, **fields)


def photo(collection: Collection | None = None, title: str = "Làm đường", **fields: Any) -> Photo:
    """A small picture in the library."""
    drawn = BytesIO()
    size = fields.pop("size", (900, 600))
    Image.new("RGB", size, (31, 78, 121)).save(drawn, "JPEG")
    file = ImageFile(BytesIO(drawn.getvalue()), name=f"anh-{next(_numbers)}.jpg")
    return Photo.objects.create(
        title=title, file=file, collection=collection or Collection.get_first_root_node(), **fields
    )


def album(title: str = "Ngày hội đại đoàn kết", **fields: Any) -> Album:
    """A public album with a collection of its own."""
    number = next(_numbers)
    fields.setdefault("slug", f"album-{number}")
    fields.setdefault("held_on", MONDAY.date())
    fields.setdefault("is_public", True)
    if "collection" not in fields:
        fields["collection"] = Collection.get_first_root_node().add_child(name=f"{title} {number}")
    return Album.objects.create(title=title, **fields)


def article(index: NewsIndex, title: str = "Mở rộng đường bản", **fields: Any) -> NewsPage:
    """A published article; the later it was made, the newer it is."""
    number = next(_numbers)
    fields.setdefault("published_at", MONDAY + timedelta(minutes=number))
    fields.setdefault("body", [("paragraph", "<p>Bà con cùng làm.</p>")])
    made = NewsPage(title=title, slug=f"bai-{number}", first_published_at=MONDAY, **fields)
    index.add_child(instance=made)
    return made


# --- Dissemination and workplaces -------------------------------------------------------------


def conference(of: Unit | None = None, **fields: Any) -> Conference:
    """A conference that is planned a week after MONDAY unless told otherwise."""
    seat = body(of)
    fields.setdefault("kind", "study")
    fields.setdefault("title", "Quán triệt Nghị quyết 25-NQ/TW")
    fields.setdefault("starts_at", MONDAY + timedelta(days=7))
    fields.setdefault("place", "Hội trường xã")
    fields.setdefault("made_by", fields.pop("by", None) or user())
    return Conference.objects.create(
        unit=seat.unit,
        body=seat,
        submission_key=uuid.uuid4(),
        made_at=MONDAY,
        changed_at=MONDAY,
        **fields,
    )


def communicator(of: Unit, name: str = "Lò Văn An", **fields: Any) -> Communicator:
    fields.setdefault("since", date(2024, 1, 1))
    fields.setdefault("made_by", fields.pop("by", None) or user())
    return Communicator.objects.create(
        unit=of, name=name, key=fold(name), submission_key=uuid.uuid4(), made_at=MONDAY, **fields
    )


def workplace(of: Body, **fields: Any) -> Workplace:
    """The body as an agency that has been followed for long."""
    fields.setdefault("kind", "agency")
    fields.setdefault("since", LONG_AGO)
    fields.setdefault("made_by", fields.pop("by", None) or user())
    return Workplace.objects.create(
        body=of, unit=of.unit, end_day=31, end_month=12, made_at=MONDAY, **fields
    )


def official_document(of: Unit, numbered: str = "16-CTr/TU", **fields: Any) -> OfficialDocument:
    """A resolution of the unit, issued on the day of MONDAY, in its register."""
    fields.setdefault("kind", "resolution")
    fields.setdefault("issued_on", MONDAY.date())
    fields.setdefault("level", of.level)
    number = next(_numbers)
    return OfficialDocument.objects.create(
        submission_key=uuid.uuid4(),
        numbered=numbered,
        number_key=f"{numbered}-{number}",
        year=fields["issued_on"].year,
        issuer_name="Tỉnh ủy",
        issuer_key="tinh uy",
        unit=of,
        kept_by=of,
        title="Về công tác dân vận",
        registered_at=MONDAY,
        registered_by=user(),
        changed_at=MONDAY,
        **fields,
    )
