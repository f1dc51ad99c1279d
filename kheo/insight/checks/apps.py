"""How checks makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.verbs import MenuEntry, Verb, register_menu


class ChecksConfig(AppConfig):
    name = "kheo.insight.checks"
    label = "checks"
    verbs = (Verb.CHECK, Verb.SUPERVISE)

    def ready(self) -> None:
        register_menu(
            MenuEntry(
                key="checks.check",
                verb=Verb.CHECK,
                label=_("Soát số liệu"),
                url_name="checks:check",
                description=_("Dán một báo cáo, biết tổng nào không bằng các phần cộng lại"),
                order=70,
                in_head=False,
            )
        )
