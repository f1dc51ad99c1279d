"""How reports makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.verbs import MenuEntry, Verb, register_menu


class ReportsConfig(AppConfig):
    name = "kheo.insight.reports"
    label = "reports"
    verbs = (Verb.SUPERVISE,)

    def ready(self) -> None:
        register_menu(
            MenuEntry(
                key="reports.list",
                verb=Verb.SUPERVISE,
                label=_("Báo cáo"),
                url_name="reports:list",
                description=_("Báo cáo mà mỗi con số đều mở ra nguồn của nó"),
                order=60,
            )
        )
