"""How targets makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.foundation.figures import indicators
from kheo.insight.targets import catalogue
from kheo.verbs import MenuEntry, Place, Verb, register_menu


class TargetsConfig(AppConfig):
    name = "kheo.insight.targets"
    label = "targets"
    verbs = (Verb.SUPERVISE,)

    def ready(self) -> None:
        """Register what targets are about, and the menu."""
        for indicator in catalogue.read():
            indicators.register(indicator)
        register_menu(
            MenuEntry(
                key="targets.list",
                verb=Verb.SUPERVISE,
                label=_("Chỉ tiêu"),
                description=_("Đã hứa đạt bao nhiêu, đến nay được bao nhiêu"),
                url_name="targets:list",
                order=60,
                in_head=False,
            )
        )
        register_menu(
            MenuEntry(
                key="targets.set",
                verb=Verb.SUPERVISE,
                label=_("Giao chỉ tiêu"),
                url_name="targets:set",
                order=65,
                place=Place.WORKSPACE,
                capability="targets.set",
            )
        )
