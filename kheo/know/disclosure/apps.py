"""How disclosure makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kheo.foundation import sitemaps
from kheo.foundation.documents import access
from kheo.foundation.duties import kinds
from kheo.foundation.figures import indicators
from kheo.foundation.units import holders
from kheo.know.disclosure import indicators as own
from kheo.know.disclosure import rules
from kheo.verbs import MenuEntry, Place, Verb, register_menu

ROOM = "kheo.know.disclosure"


def _usual_rule() -> str:
    """Most publications are owed by communes; each names the rule of its own list."""
    listing = rules.book().main(level="commune", on=timezone.localdate())
    if listing is None:
        raise LookupError("law/disclosure_items.yaml: commune")
    return listing.rule


class DisclosureConfig(AppConfig):
    name = "kheo.know.disclosure"
    label = "disclosure"
    verbs = (Verb.KNOW,)

    def ready(self) -> None:
        """Register what is owed, the menu, and who reads the files."""
        kinds.register(
            kinds.Kind(
                key="disclosure.publish",
                label=_("Công khai thông tin"),
                rule=_usual_rule,
                url_name="disclosure:work",
                capability="disclosure.manage",
                assigns="disclosure.manage",
                told=f"{ROOM}.services.follow",
            )
        )
        for indicator in own.of_the_room():
            indicators.register(indicator)
        access.register("disclosure.file", f"{ROOM}.reading.may_read_file")
        access.register("disclosure.proof", f"{ROOM}.reading.may_read_proof")
        holders.register("disclosure:publication", f"{ROOM}.queries.unit_of_page")
        sitemaps.register("cong-khai", f"{ROOM}.queries.machines.SITEMAP")
        for entry in _menu():
            register_menu(entry)


def _menu() -> list[MenuEntry]:
    return [
        MenuEntry(
            key="disclosure.matrix",
            verb=Verb.KNOW,
            label=_("Công khai"),
            url_name="disclosure:matrix",
            description=_("Xã nào đã công khai gì, ở đâu, đến bao giờ, còn thiếu gì"),
            order=20,
        ),
        MenuEntry(
            key="disclosure.desk",
            verb=Verb.KNOW,
            label=_("Công khai thông tin"),
            url_name="disclosure:desk",
            order=50,
            place=Place.WORKSPACE,
            capability="disclosure.read",
        ),
    ]
