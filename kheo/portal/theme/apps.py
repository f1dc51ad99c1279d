"""How the theme makes itself known: it owns no data, only a check of the menu the rooms hang up."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.urls import NoReverseMatch, reverse

from kheo import verbs


class ThemeConfig(AppConfig):
    name = "kheo.portal.theme"
    label = "theme"
    verbs = tuple(verbs.Verb)

    def ready(self) -> None:
        register(menu_leads_somewhere)


def menu_leads_somewhere(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse to start with a menu entry whose page does not exist."""
    return [
        Error(f"Menu entry {entry.key!r} points to the unknown address {entry.url_name!r}.")
        for place in verbs.Place
        for entry in verbs.menu(place=place)
        if not _exists(entry.url_name)
    ]


def _exists(url_name: str) -> bool:
    try:
        reverse(url_name)
    except NoReverseMatch:
        return False
    return True
