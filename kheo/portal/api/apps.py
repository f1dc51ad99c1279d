"""How api makes itself known to Django and to the registries below it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kheo.verbs import MenuEntry, Place, Verb, register_menu


class ApiConfig(AppConfig):
    name = "kheo.portal.api"
    label = "api"

    def ready(self) -> None:
        """Hang up the page of keys and webhooks for those who set up units."""
        register_menu(
            MenuEntry(
                key="api.programs",
                verb=Verb.SUPERVISE,
                label=_("Chương trình kết nối"),
                url_name="api:programs",
                order=95,
                place=Place.WORKSPACE,
                capability="units.manage",
            )
        )
