"""What every page knows about the site it belongs to; for strangers without a query."""

from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from kheo import verbs
from kheo.foundation.accounts import permissions
from kheo.foundation.visits import counting
from kheo.foundation.visits.queries import Figures
from kheo.portal.theme import colours

THEME_COOKIE = "theme"
# The words of Bootstrap's data-bs-theme; "auto" follows the reader's machine (kheo.css).
AUTO = "auto"
THEMES = (AUTO, "light", "dark")
# More would not fit into one line beside "Việc của tôi" and the whole list.
OFTEN = 3
STANDARD = colours.Palette(lead="#1f4e79", action="#f0b429", paper="#f7f5f0")


@dataclass(frozen=True)
class Link:
    """A menu entry ready to be shown."""

    label: str | Promise
    description: str | Promise
    url: str
    verb: verbs.Verb
    capability: str
    letter: str
    in_head: bool


Rooms = list[tuple[verbs.Verb, list[Link]]]


@dataclass(frozen=True)
class Site:
    """The name, look and menu of this deployment as one request sees them."""

    theme: str
    user: permissions.Somebody
    is_counted: bool = True

    @property
    def name(self) -> str:
        return str(settings.KHEO_SITE_NAME)

    @property
    def place(self) -> str:
        """Name the province or commune that this deployment serves."""
        return str(settings.KHEO_PLACE_NAME)

    @property
    def address(self) -> str:
        """Give the address under which machines know this site, without a slash at its end."""
        return str(settings.KHEO_BASE_URL).rstrip("/")

    @property
    def visits(self) -> Figures | None:
        """Give the counters as this process read them some seconds ago."""
        return counting.latest() if self.is_counted else None

    @property
    def is_demo(self) -> bool:
        return bool(settings.KHEO_DEMO)

    @property
    def colours(self) -> str:
        """Give the version of the deployment's own colours; empty when it keeps ours."""
        return colours_version()

    @property
    def menu(self) -> list[Link]:
        """List what the head of a public page offers."""
        return [link for link in links(verbs.Place.PORTAL) if link.in_head]

    @property
    def verbs(self) -> Rooms:
        """Pair the six verbs, in the order of the motto, with what can be opened under each."""
        return by_verb(links(verbs.Place.PORTAL))

    @property
    def open_verbs(self) -> Rooms:
        """Pair the verbs that have something to open with all of it."""
        return [(verb, entries) for verb, entries in self.verbs if entries]

    @cached_property
    def workspace(self) -> list[Link]:
        """List what this officer's posts open at the desk, each address once."""
        opened = [link for link in links(verbs.Place.WORKSPACE) if self._may_open(link)]
        return list({link.url: link for link in reversed(opened)}.values())[::-1]

    @property
    def often(self) -> list[Link]:
        """List the few entries that stand in the head of the desk itself."""
        return self.workspace[:OFTEN]

    @property
    def rooms(self) -> Rooms:
        """Pair the verbs under which this officer has something to do with their entries."""
        return [(verb, entries) for verb, entries in by_verb(self.workspace) if entries]

    @cached_property
    def is_officer(self) -> bool:
        return permissions.is_officer(self.user)

    def _may_open(self, link: Link) -> bool:
        return not link.capability or permissions.may_anywhere(self.user, link.capability)


def palette() -> colours.Palette:
    """Read the deployment's three colours."""
    return colours.Palette(
        lead=settings.KHEO_COLOUR_LEAD,
        action=settings.KHEO_COLOUR_ACTION,
        paper=settings.KHEO_COLOUR_PAPER,
    )


def colours_version() -> str:
    """Name the deployment's colours so that a browser may keep them for ever."""
    chosen = palette()
    return "" if chosen == STANDARD else sha256(repr(chosen).encode()).hexdigest()[:8]


def by_verb(entries: list[Link]) -> Rooms:
    """Sort entries under the six verbs, in the order of the motto."""
    return [(verb, [link for link in entries if link.verb is verb]) for verb in verbs.Verb]


@cache
def links(place: verbs.Place) -> list[Link]:
    """Resolve a place's menu once: entries are registered at start and addresses do not move."""
    return [
        Link(
            label=entry.label,
            description=entry.description,
            url=reverse(entry.url_name),
            verb=entry.verb,
            capability=entry.capability,
            letter=entry.letter,
            in_head=entry.in_head,
        )
        for entry in verbs.menu(place=place)
    ]


def chosen_theme(request: HttpRequest) -> str:
    """Read which of light, dark or automatic the reader chose."""
    theme = request.COOKIES.get(THEME_COOKIE, AUTO)
    return theme if theme in THEMES else AUTO


def site(request: HttpRequest) -> dict[str, Any]:
    """Hand `kheo` to every template; `site` is taken by the sign-in library and by Wagtail."""
    return {
        "kheo": Site(theme=chosen_theme(request), user=getattr(request, "user", AnonymousUser()))
    }


def site_of_nobody(request: HttpRequest) -> dict[str, Any]:
    """Hand `kheo` to a page that must not touch session or database."""
    nobody = Site(theme=chosen_theme(request), user=AnonymousUser(), is_counted=False)
    return {"kheo": nobody}
