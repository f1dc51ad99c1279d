"""Reading law/disclosure_items.yaml strictly: a broken value is refused by file, list and field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings

from kheo.foundation.clock.reading import Fields
from kheo.foundation.clock.rules import RuleBook
from kheo.know.disclosure.rules.definitions import Channel, Item, Listing, Rhythm

FILE = "disclosure_items.yaml"
PROOFS = ("page", "file")
EACH = ("year", "half", "quarter")
EDGES = ("start", "end")
LEVELS = ("province", "district", "commune", "village")


@dataclass(frozen=True)
class Book:
    """Everything of the file, read once."""

    channels: Mapping[str, Channel]
    lists: Mapping[str, Listing]

    @property
    def page(self) -> Channel:
        """The channel that this site itself is."""
        return next(one for one in self.channels.values() if one.is_page)

    def list_of(self, key: str) -> Listing | None:
        return self.lists.get(key)

    def item(self, list_key: str, item_key: str) -> Item | None:
        """Find an item by its two keys, also of a list that no longer holds."""
        found = self.lists.get(list_key)
        return found.item(item_key) if found else None

    def holding(self, *, level: str, body_kind: str, on: date) -> list[Listing]:
        """List what a body of a kind records under on a day."""
        return [
            one
            for one in self.lists.values()
            if one.holds(on) and one.is_for(level=level, body_kind=body_kind)
        ]

    def main(self, *, level: str, on: date) -> Listing | None:
        """Return the list that a unit of a level owes its people on a day."""
        found = (one for one in self.lists.values() if one.body_kinds and level in one.levels)
        return next((one for one in found if one.holds(on)), None)

    def mapped(self, listing: Listing, into: Listing) -> dict[str, tuple[str, ...]]:
        """Say which items of a later list each item of an earlier one became."""
        known = {item.key for item in into.items}
        return {
            item.key: tuple(key for key in item.became if key in known) for item in listing.items
        }


@cache
def book(law_dir: Path | None = None) -> Book:
    """Read the file; a broken one raises BrokenRuleFile."""
    law = Path(law_dir or settings.LAW_DIR)
    file = Fields.read(law / FILE, "disclosure")
    codes = {rule.code for rule in RuleBook.load(law)}
    channels = {one.key: one for one in map(_channel, file.rows("channels"))}
    if not any(one.is_page for one in channels.values()):
        file.refuse("channels", "missing")
    rhythms = _rhythms(file.inner("periods"), codes)
    lists = file.inner("lists")
    read = {key: _listing(key, lists.inner(key), channels, rhythms, codes) for key in lists.value}
    _check_mapping(read, lists)
    return Book(MappingProxyType(channels), MappingProxyType(read))


def _channel(row: Fields) -> Channel:
    return Channel(
        key=row.text("key"),
        vi=row.text("vi"),
        en=row.text("en"),
        is_page=row.choice("proof", PROOFS) == "page",
        is_if_any=bool(row.optional_flag("if_any")),
    )


def _rhythms(periods: Fields, codes: set[str]) -> dict[str, Rhythm]:
    return {key: _rhythm(key, periods.inner(key), codes) for key in periods.value}


def _rhythm(key: str, row: Fields, codes: set[str]) -> Rhythm:
    return Rhythm(
        key=key,
        each=row.choice("each", EACH),
        is_from_start=row.choice("from", EDGES) == "start",
        rule=row.choice("rule", codes),
        tag=row.optional_text("tag") or "",
        vi=row.text("vi"),
        en=row.text("en"),
    )


def _listing(
    key: str,
    row: Fields,
    channels: Mapping[str, Channel],
    rhythms: Mapping[str, Rhythm],
    codes: set[str],
) -> Listing:
    needs = row.choices("needs", channels)
    owed = row.inner("for")
    items = tuple(_item(one, needs, channels, rhythms) for one in row.rows("items"))
    if len({item.key for item in items}) != len(items):
        row.refuse("items", "not_among", value=key, allowed="một khóa một lần")
    return Listing(
        key=key,
        vi=row.text("vi"),
        en=row.text("en"),
        basis=row.text("basis"),
        since=row.day("since"),
        until=row.optional_day("until"),
        levels=owed.choices("levels", LEVELS),
        body_kinds=tuple(owed.items("bodies")),
        rule=row.choice("rule", codes),
        shortest=_shortest(row.inner("shortest"), channels, codes),
        items=items,
    )


def _shortest(row: Fields, channels: Mapping[str, Channel], codes: set[str]) -> Mapping[str, str]:
    row.only(channels)
    return MappingProxyType({channel: row.choice(channel, codes) for channel in row.value})


def _item(
    row: Fields,
    needs: tuple[str, ...],
    channels: Mapping[str, Channel],
    rhythms: Mapping[str, Rhythm],
) -> Item:
    chosen = row.choices("periods", rhythms) if "periods" in row.value else ()
    became = row.inner("became") if "became" in row.value else None
    words = row.text("vi")
    return Item(
        key=row.text("key"),
        number=row.whole("number"),
        is_number_sure=row.optional_flag("number_verified") is not False,
        short_vi=row.text("short_vi"),
        short_en=row.text("short_en"),
        vi=words,
        en=row.optional_text("en") or row.text("short_en"),
        confidence=row.confidence(),
        evidence=row.text("evidence"),
        url=row.optional_text("url") or "",
        note=row.optional_text("note") or "",
        names_people=bool(row.optional_flag("personal_data")),
        needs=row.choices("needs", channels) if "needs" in row.value else needs,
        rhythms=tuple(rhythms[key] for key in chosen),
        became=tuple(became.items("items")) if became else (),
        became_confidence=became.confidence() if became else "",
    )


def _check_mapping(read: Mapping[str, Listing], lists: Fields) -> None:
    """Refuse a mapping into nothing."""
    known = {item.key for one in read.values() for item in one.items if not item.became}
    for one in read.values():
        for item in one.items:
            for key in item.became:
                if key not in known:
                    lists.refuse(f"{one.key}.{item.key}.became", "not_among", value=key,
                                 allowed=", ".join(sorted(known)))  # fmt: skip
