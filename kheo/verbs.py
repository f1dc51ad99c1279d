"""The six verbs of the motto, as data, and the menu that the rooms hang under them.

Menus, the home page and reports read this; a folder's name never decides where a page is shown.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Verb(StrEnum):
    """What people do with their government, in the order of the motto."""

    KNOW = "know"
    DISCUSS = "discuss"
    DO = "do"
    CHECK = "check"
    SUPERVISE = "supervise"
    BENEFIT = "benefit"

    @property
    def label(self) -> Promise:
        """Name the verb as the motto does."""
        return LABELS[self]

    @property
    def description(self) -> Promise:
        """Say in one line what a person finds here."""
        return DESCRIPTIONS[self]


LABELS: dict[Verb, Promise] = {
    Verb.KNOW: _("Dân biết"),
    Verb.DISCUSS: _("Dân bàn"),
    Verb.DO: _("Dân làm"),
    Verb.CHECK: _("Dân kiểm tra"),
    Verb.SUPERVISE: _("Dân giám sát"),
    Verb.BENEFIT: _("Dân thụ hưởng"),
}

DESCRIPTIONS: dict[Verb, Promise] = {
    Verb.KNOW: _("Tin tức và những điều chính quyền phải công khai"),
    Verb.DISCUSS: _("Góp ý dự thảo, đối thoại, họp thôn, bản"),
    Verb.DO: _("Mô hình “Dân vận khéo”, công trình chung, cuộc thi"),
    Verb.CHECK: _("Gửi phản ánh, kiến nghị và theo dõi đến khi có trả lời"),
    Verb.SUPERVISE: _("Việc nào chậm, ai đã hứa gì, kết quả giám sát"),
    Verb.BENEFIT: _("Thủ tục, chấm điểm chính quyền, kết quả đến từng xã"),
}


class Place(StrEnum):
    """Where a menu entry is shown."""

    PORTAL = "portal"
    WORKSPACE = "workspace"


@dataclass(frozen=True)
class MenuEntry:
    """One page that a room offers.

    `capability` hides it from officers who lack it; `letter` presses it from any list of the desk.
    Without `in_head` it stands on the home page and in the foot, and leaves the head its few.
    """

    key: str
    verb: Verb
    label: str | Promise
    url_name: str
    description: str | Promise = ""
    order: int = 100
    place: Place = Place.PORTAL
    capability: str = ""
    letter: str = ""
    in_head: bool = True


class KeyTaken(Exception):
    """Two rooms asked for the same menu key; the first keeps it."""


_menu: dict[str, MenuEntry] = {}


def register_menu(entry: MenuEntry) -> None:
    """Hang an entry into the menu; the same entry may come twice, another under its key may not."""
    if _menu.setdefault(entry.key, entry) != entry:
        raise KeyTaken(entry.key)


def menu(*, place: Place = Place.PORTAL, verb: Verb | None = None) -> list[MenuEntry]:
    """List the entries of a place in their order, of one verb if asked."""
    entries = [e for e in _menu.values() if e.place == place and verb in (None, e.verb)]
    return sorted(entries, key=lambda entry: (entry.order, entry.key))
