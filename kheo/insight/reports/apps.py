"""How reports makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.foundation.documents import access
from kheo.verbs import MenuEntry, Place, Verb, register_menu


class ReportsConfig(AppConfig):
    name = "kheo.insight.reports"
    label = "reports"
    verbs = (Verb.SUPERVISE,)

    def ready(self) -> None:
        """Register who reads the files, and the menu."""
        for holder in ("report.template", "report.made"):
            access.register(holder, "kheo.insight.reports.permissions.may_read_file")
        for entry in _menu():
            register_menu(entry)


def _menu() -> list[MenuEntry]:
    return [
        MenuEntry(
            key="reports.list",
            verb=Verb.SUPERVISE,
            label=_("Báo cáo"),
            url_name="reports:list",
            description=_("Báo cáo mà mỗi con số đều mở ra nguồn của nó"),
            order=60,
        ),
        MenuEntry(
            key="reports.makings",
            verb=Verb.SUPERVISE,
            label=_("Lập và duyệt báo cáo"),
            url_name="reports:makings",
            order=61,
            place=Place.WORKSPACE,
            capability="reports.read",
        ),
        MenuEntry(
            key="reports.templates",
            verb=Verb.SUPERVISE,
            label=_("Mẫu báo cáo"),
            url_name="reports:templates",
            order=62,
            place=Place.WORKSPACE,
            capability="reports.write",
        ),
    ]
