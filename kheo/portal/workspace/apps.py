"""How the desk makes itself known: it reads duties and the log and owns no data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.verbs import MenuEntry, Place, Verb, register_menu


class WorkspaceConfig(AppConfig):
    name = "kheo.portal.workspace"
    label = "workspace"
    verbs = (Verb.CHECK, Verb.SUPERVISE)

    def ready(self) -> None:
        """Hang up the log for those who audit, the posts for those who fill them."""
        register_menu(
            MenuEntry(
                key="workspace.people",
                verb=Verb.SUPERVISE,
                label=_("Người và chức vụ"),
                url_name="workspace:people",
                order=80,
                place=Place.WORKSPACE,
                capability="units.manage",
            )
        )
        register_menu(
            MenuEntry(
                key="workspace.log",
                verb=Verb.SUPERVISE,
                label=_("Nhật ký"),
                url_name="workspace:log",
                order=90,
                place=Place.WORKSPACE,
                capability="log.read",
            )
        )
