"""Which charts stand on which board, read strictly from data: a broken file is refused at start."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from kheo.foundation.charts import Kind
from kheo.foundation.clock.reading import Fields
from kheo.foundation.figures.addresses import Address, MalformedAddress
from kheo.foundation.tongues import Sentence

FILE = "dashboards.yaml"
DATA = Path(__file__).parent / "data"
BOARDS = ("public", "province", "commune")
# What each source can be cut by.
SOURCES: Mapping[str, tuple[str, ...]] = {
    "figures": ("month", "commune"),
    "duties": ("commune", "kind"),
    "late_petitions": ("commune",),
    "disclosure": ("commune", "state"),
    "returns": ("commune",),
    "targets": ("target",),
}
# What may never stand on the board of everybody.
OFFICIAL = ("duties", "returns")
ORDERS = ("most", "least", "name")
TONES = ("", "lead", "gold", "done", "late", "quiet", "plum")
_PANEL = {
    "vi", "en", "headline_vi", "headline_en", "kind", "by", "source", "numbers", "mean", "order",
    "compare", "tone",
}  # fmt: skip
_BOARD = {"vi", "en", "lead_vi", "lead_en", "headlines", "charts"}


@dataclass(frozen=True)
class Number:
    """One figure of a panel, and how its series is called."""

    address: Address
    label: Sentence
    tone: str


@dataclass(frozen=True)
class Panel:
    """One chart: what it counts, cut by what, drawn how."""

    key: str
    title: Sentence
    headline: Sentence
    kind: Kind
    by: str
    source: str
    numbers: tuple[Number, ...] = ()
    mean: str = ""
    order: str = "name"
    is_compared: bool = False
    tone: str = "lead"


@dataclass(frozen=True)
class Board:
    """A page of charts for some readers, in order; the headlines stand on top as numbers."""

    key: str
    title: Sentence
    lead: Sentence
    headlines: tuple[Panel, ...]
    panels: tuple[Panel, ...]

    @property
    def is_public(self) -> bool:
        return self.key == "public"

    @property
    def every(self) -> tuple[Panel, ...]:
        """List all panels that have to be read, each once."""
        return tuple(dict.fromkeys((*self.headlines, *self.panels)))


def board(key: str) -> Board:
    """Return a board by its key."""
    return boards()[key]


@cache
def boards(law_dir: Path | None = None, data: Path = DATA) -> Mapping[str, Board]:
    """Read the boards of the product, and what the operator added to them.

    Raises BrokenRuleFile, which names file, panel and field.
    """
    file = Fields.read(data / FILE)
    panels, named = _panels(file), [file]
    own = (law_dir or settings.LAW_DIR) / FILE
    if own.exists():
        named.append(Fields.read(own))
        panels |= _panels(named[-1])
    return {key: _board(key, named, panels) for key in BOARDS}


def _panels(file: Fields) -> dict[str, Panel]:
    file.only({"boards", "panels"})
    if "panels" not in file.value:
        return {}
    written = file.inner("panels")
    return {key: _panel(key, written.inner(key)) for key in written.value}


def _panel(key: str, fields: Fields) -> Panel:
    fields.only(_PANEL)
    source = fields.choice("source", tuple(SOURCES))
    by = fields.choice("by", SOURCES[source])
    numbers = tuple(_number(row) for row in fields.rows("numbers"))
    if bool(numbers) != (source == "figures"):
        fields.refuse("numbers", "missing" if source == "figures" else "unknown_field")
    kind = Kind(fields.choice("kind", tuple(Kind)))
    if kind is Kind.MAP and by != "commune":
        fields.refuse("kind", "not_among", value="map", allowed="bar, stacked, column, line")
    compare = fields.optional_text("compare")
    if compare is not None:
        fields.choice("compare", ("year_before",))
        if by != "month" or len(numbers) != 1:
            fields.refuse("compare", "unknown_field")
    return Panel(
        key=key,
        title=_said(fields, ""),
        headline=_said(fields, "headline_") if "headline_vi" in fields.value else Sentence("", ""),
        kind=kind,
        by=by,
        source=source,
        numbers=numbers,
        mean=fields.optional_text("mean") or "",
        order=fields.choice("order", ORDERS) if "order" in fields.value else "name",
        is_compared=compare is not None,
        tone=fields.choice("tone", TONES) if "tone" in fields.value else "lead",
    )


def _number(fields: Fields) -> Number:
    fields.only({"address", "vi", "en", "tone"})
    written = fields.text("address")
    try:
        address = Address.parse(written)
    except MalformedAddress:
        fields.refuse("address", "not_among", value=written, allowed="petitions.received@all, …")
    tone = fields.choice("tone", TONES) if "tone" in fields.value else ""
    return Number(address, _said(fields, ""), tone)


def _board(key: str, files: list[Fields], panels: Mapping[str, Panel]) -> Board:
    written = [
        file.inner("boards").inner(key)
        for file in files
        if "boards" in file.value and key in file.inner("boards").value
    ]
    for fields in written:
        fields.only(_BOARD)
    first = written[0]
    return Board(
        key=key,
        title=_said(first, ""),
        lead=_said(first, "lead_"),
        headlines=_named(key, written, "headlines", panels),
        panels=_named(key, written, "charts", panels),
    )


def _named(
    board: str, written: list[Fields], field: str, panels: Mapping[str, Panel]
) -> tuple[Panel, ...]:
    found: dict[str, Panel] = {}
    for fields in written:
        for name in fields.items(field) if field in fields.value else []:
            if name not in panels:
                fields.refuse(field, "not_among", value=name, allowed=", ".join(panels))
            if board == "public" and panels[name].source in OFFICIAL:
                public = (key for key, one in panels.items() if one.source not in OFFICIAL)
                fields.refuse(field, "not_among", value=name, allowed=", ".join(public))
            found[name] = panels[name]
    return tuple(found.values())


def _said(fields: Fields, prefix: str) -> Sentence:
    return Sentence(fields.text(f"{prefix}vi"), fields.text(f"{prefix}en"))
