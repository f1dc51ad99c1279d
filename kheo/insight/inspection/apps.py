"""How inspection makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.verbs import MenuEntry, Place, Verb, register_menu


class InspectionConfig(AppConfig):
    name = "kheo.insight.inspection"
    label = "inspection"
    verbs = (Verb.SUPERVISE,)

    def ready(self) -> None:
        register_menu(
            MenuEntry(
                key="inspection.list",
                verb=Verb.SUPERVISE,
                label=_("Biểu thanh tra"),
                url_name="inspection:list",
                place=Place.WORKSPACE,
                capability="inspection.report",
                order=70,
            )
        )
