"""How dissemination makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.foundation.documents import access
from kheo.foundation.figures import indicators
from kheo.know.dissemination import indicators as own
from kheo.verbs import MenuEntry, Place, Verb, register_menu


class DisseminationConfig(AppConfig):
    name = "kheo.know.dissemination"
    label = "dissemination"
    verbs = (Verb.KNOW,)

    def ready(self) -> None:
        """Register what is counted, who reads the materials, and the menu."""
        for indicator in own.of_the_room():
            indicators.register(indicator)
        access.register("conference.material", "kheo.know.dissemination.reading.may_read_material")
        access.register_publishing(
            "conference.material",
            may_read_copy="kheo.know.dissemination.reading.may_read_copy",
            may_publish="kheo.know.dissemination.reading.may_read_material",
        )
        for entry in _menu():
            register_menu(entry)


def _menu() -> list[MenuEntry]:
    return [
        MenuEntry(
            key="dissemination.conferences",
            verb=Verb.KNOW,
            label=_("Hội nghị, tuyên truyền"),
            description=_("Hội nghị sắp họp, đã họp; tuyên truyền viên; các đợt tuyên truyền"),
            url_name="dissemination:conferences",
            order=60,
            in_head=False,
        ),
        MenuEntry(
            key="dissemination.desk",
            verb=Verb.KNOW,
            label=_("Hội nghị, tuyên truyền"),
            url_name="dissemination:desk",
            order=60,
            place=Place.WORKSPACE,
            capability="dissemination.manage",
        ),
    ]
