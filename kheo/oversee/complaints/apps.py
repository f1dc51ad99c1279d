"""How complaints makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.foundation.documents import access, letter_sources
from kheo.foundation.duties import kinds
from kheo.oversee.petitions import kinds as ways
from kheo.verbs import MenuEntry, Place, Verb, register_menu

HOLDERS = ("paper", "finding", "minutes", "decision", "letter")


class ComplaintsConfig(AppConfig):
    name = "kheo.oversee.complaints"
    label = "complaints"
    verbs = (Verb.SUPERVISE,)

    def ready(self) -> None:
        """Register the duties, the way of the kind, the menu and who may read the files."""
        for kind in _duties():
            kinds.register(kind)
        ways.register(
            ways.Path(
                "complaint",
                _("Khiếu nại"),
                duty="complaint.accept",
                work_url="complaints:work",
                taken="kheo.oversee.complaints.services.taken",
                shown="kheo.oversee.complaints.queries.shown",
                emptied="kheo.oversee.complaints.services.emptied",
                reopens=False,
                withdraws=False,
            )
        )
        for entry in _menu():
            register_menu(entry)
        for holder in HOLDERS:
            access.register(f"complaint.{holder}", "kheo.oversee.complaints.reading.may_read_file")
        letter_sources.register("complaint", "kheo.oversee.complaints.papers.prepare")


def _duties() -> list[kinds.Kind]:
    labels = {
        "accept": (_("Thụ lý khiếu nại"), "KN-L1-ACC"),
        "resolve": (_("Giải quyết khiếu nại"), "KN-L1-RES"),
        "send": (_("Gửi quyết định giải quyết khiếu nại"), "KN-L1-SEND"),
        "publish": (_("Công khai quyết định giải quyết khiếu nại"), "KN-L2-PUB"),
    }
    return [
        kinds.Kind(
            key=f"complaint.{key}",
            label=label,
            rule=rule,
            url_name="complaints:work",
            capability="complaints.handle",
            assigns="petitions.triage" if key == "accept" else "duties.assign",
            told="kheo.oversee.petitions.services.moves.told",
        )
        for key, (label, rule) in labels.items()
    ]


def _menu() -> list[MenuEntry]:
    return [
        MenuEntry(
            key="complaints.desk",
            verb=Verb.SUPERVISE,
            label=_("Khiếu nại"),
            url_name="complaints:desk",
            order=12,
            place=Place.WORKSPACE,
            capability="complaints.handle",
        ),
        MenuEntry(
            key="complaints.register",
            verb=Verb.SUPERVISE,
            label=_("Nhập đơn khiếu nại"),
            url_name="complaints:register",
            order=22,
            place=Place.WORKSPACE,
            capability="petitions.register",
        ),
        MenuEntry(
            key="complaints.remote",
            verb=Verb.SUPERVISE,
            label=_("Vùng sâu, vùng xa"),
            url_name="complaints:remote",
            order=80,
            place=Place.WORKSPACE,
            capability="units.manage",
        ),
    ]
