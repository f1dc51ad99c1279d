"""How petitions makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kheo.foundation.documents import access, letter_sources
from kheo.foundation.duties import kinds
from kheo.foundation.figures import indicators
from kheo.oversee.petitions import kinds as ways
from kheo.verbs import MenuEntry, Place, Verb, register_menu


def _rule() -> str:
    return str(settings.KHEO_FEEDBACK_RULE)


class PetitionsConfig(AppConfig):
    name = "kheo.oversee.petitions"
    label = "petitions"
    verbs = (Verb.CHECK, Verb.SUPERVISE)

    def ready(self) -> None:
        """Register the duty, what is counted, the menu and who may read the files."""
        kinds.register(
            kinds.Kind(
                key="petition.answer",
                label=_("Trả lời phản ánh, kiến nghị"),
                rule=_rule,
                url_name="petitions:work",
                capability="petitions.answer",
                assigns="petitions.triage",
                told="kheo.oversee.petitions.services.moves.told",
            )
        )
        kinds.register(
            kinds.Kind(
                key="petition.inform",
                label=_("Cung cấp thông tin theo yêu cầu"),
                rule="TTTT-REQ-01",
                url_name="petitions:work",
                capability="petitions.answer",
                assigns="petitions.triage",
                told="kheo.oversee.petitions.services.moves.told",
            )
        )
        kinds.register(
            kinds.Kind(
                key="petition.help",
                label=_("Phối hợp giải quyết phản ánh, kiến nghị"),
                rule="PH-LOCAL-01",
                url_name="petitions:help",
                is_public=False,
            )
        )
        ways.register(ways.Path("feedback", _("Phản ánh"), "petition.answer"))
        ways.register(ways.Path("proposal", _("Kiến nghị"), "petition.answer"))
        ways.register(ways.Path("information", _("Yêu cầu thông tin"), "petition.inform"))
        for indicator in _indicators():
            indicators.register(indicator)
        for entry in _menu():
            register_menu(entry)
        for holder in ("photo", "proof", "added", "scan"):
            access.register(f"petition.{holder}", "kheo.oversee.petitions.reading.may_read_file")
        for holder in ("photo", "proof"):
            access.register_publishing(
                f"petition.{holder}",
                may_read_copy="kheo.oversee.petitions.reading.may_read_copy",
                may_publish="kheo.oversee.petitions.reading.may_publish_file",
            )
        access.register("petition.letter", "kheo.oversee.petitions.reading.may_read_letter")
        letter_sources.register("petition", "kheo.oversee.petitions.papers.prepare")
        access.register("petition.help", "kheo.oversee.petitions.reading.may_read_help")


def _indicators() -> list[indicators.Indicator]:
    channels = {
        "web": _("Qua mạng"),
        "counter": _("Tại quầy"),
        "phone": _("Qua điện thoại"),
        "post": _("Qua bưu điện"),
        "email": _("Qua thư điện tử"),
    }
    timely: dict[str, Promise | str] = {"in_time": _("Đúng hạn"), "late": _("Quá hạn")}
    stars: dict[str, Promise | str] = {str(n): format_lazy(_("{n} điểm"), n=n) for n in range(1, 6)}
    known: tuple[tuple[str, Promise, dict[str, dict[str, Promise | str]]], ...] = (
        ("received", _("Phản ánh, kiến nghị đã nhận"), {}),
        ("answered", _("Phản ánh, kiến nghị đã trả lời"), {"timely": timely}),
        ("rated", _("Câu trả lời được người gửi chấm điểm"), {"stars": stars}),
        ("reopened", _("Phản ánh, kiến nghị được mở lại"), {}),
    )
    in_time = indicators.Indicator(
        code="petitions.in_time_percent",
        label=_("Tỷ lệ phản ánh, kiến nghị được trả lời đúng hạn"),
        unit_of_count="%",
        breakdowns={"channel": channels},
        gathers=indicators.Gathering.SHARE,
        numerator="petitions.answered[timely=in_time]",
        denominator="petitions.answered",
    )
    return [in_time] + [
        indicators.Indicator(
            code=f"petitions.{code}",
            label=label,
            unit_of_count=_("vụ việc"),
            breakdowns={"channel": channels, **more},
            rows="kheo.oversee.petitions.queries.behind",
        )
        for code, label, more in known
    ]


def _menu() -> list[MenuEntry]:
    return [
        MenuEntry(
            key="petitions.guide",
            verb=Verb.CHECK,
            label=_("Gửi đơn, phản ánh"),
            url_name="petitions:guide",
            order=10,
        ),
        MenuEntry(
            key="petitions.list",
            verb=Verb.SUPERVISE,
            label=_("Việc đã nhận"),
            url_name="petitions:list",
            order=20,
        ),
        MenuEntry(
            key="petitions.desk",
            verb=Verb.CHECK,
            label=_("Phản ánh, kiến nghị"),
            url_name="petitions:desk",
            order=10,
            place=Place.WORKSPACE,
            capability="petitions.read",
        ),
        MenuEntry(
            key="petitions.register",
            verb=Verb.CHECK,
            label=_("Nhập đơn tại quầy"),
            url_name="petitions:register",
            order=20,
            place=Place.WORKSPACE,
            capability="petitions.register",
            letter="n",
        ),
        MenuEntry(
            key="petitions.book",
            verb=Verb.CHECK,
            label=_("Sổ đơn"),
            url_name="petitions:book",
            order=30,
            place=Place.WORKSPACE,
            capability="petitions.read",
        ),
    ]
