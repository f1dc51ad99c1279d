"""What must agree in a text somebody brings, ready to be listed and marked; nothing is kept."""

from dataclasses import dataclass
from functools import cached_property

from kheo.insight.checks.text import check
from kheo.insight.checks.text.relations import Relation as Found
from kheo.insight.checks.text.relations import Verdict as Said
from kheo.insight.checks.texts import Unreadable, read_apart, read_file

__all__ = ["Checked", "Found", "Said", "Unreadable", "of_text", "read_apart", "read_file"]

WORST_FIRST = (Said.INCONSISTENT, Said.CANNOT_TELL, Said.CONSISTENT)
# Paragraphs on one page; in a longer text those without a mark are left out.
MOST_WHOLE = 400


@dataclass(frozen=True)
class Piece:
    """A stretch of text under one verdict, the worst of those that lie over it."""

    text: str
    verdict: Said | None
    # The first place of a relation can be linked to.
    opens: tuple[int, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in pieces, with the numbers of the relations that begin in it."""

    pieces: tuple[Piece, ...]
    relations: tuple[tuple[int, Found], ...]
    is_after_gap: bool = False


@dataclass(frozen=True)
class Checked:
    """A text and what must agree in it, in the order of the text."""

    text: str
    relations: tuple[Found, ...]

    def of(self, verdict: Said) -> list[Found]:
        """List the relations of one verdict."""
        return [relation for relation in self.relations if relation.verdict is verdict]

    @property
    def counts(self) -> dict[Said, int]:
        return {verdict: len(self.of(verdict)) for verdict in WORST_FIRST}

    @property
    def wrong(self) -> list[Found]:
        return self.of(Said.INCONSISTENT)

    @cached_property
    def numbered(self) -> list[tuple[int, Found]]:
        """Number the relations in the order of the text, the wrong ones listed first."""
        numbered = list(enumerate(self.relations, start=1))
        return sorted(numbered, key=lambda entry: (WORST_FIRST.index(entry[1].verdict), entry[0]))

    def words(self, relation: Found) -> str:
        """Quote the place of a relation on one line."""
        return " ".join(self.text[relation.start : relation.end].split())

    def line(self, relation: Found) -> int:
        return self.text.count("\n", 0, relation.start) + 1

    def paragraphs(self) -> list[Paragraph]:
        """Cut the text into marked paragraphs; a long text keeps those with marks."""
        lines = _lines(self.text)
        is_long = len(lines) > MOST_WHOLE
        shown, gap = [], False
        begun: list[tuple[int, Found]] = []
        waiting = list(enumerate(self.relations, start=1))
        place = 0
        for start, end in lines:
            begun = [entry for entry in begun if entry[1].end > start]
            while place < len(waiting) and waiting[place][1].start < end:
                begun.append(waiting[place])
                place += 1
            over = [entry for entry in begun if entry[1].end > start]
            if is_long and not over:
                gap = True
                continue
            begins = tuple(entry for entry in over if entry[1].start >= start)
            shown.append(Paragraph(_pieces(self.text, start, end, over), begins, gap))
            gap = False
        return shown


def of_text(text: str) -> Checked:
    """Find what must agree in a text, and whether it does."""
    return Checked(text, tuple(check(text)))


def _lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _pieces(text: str, start: int, end: int, over: list[tuple[int, Found]]) -> tuple[Piece, ...]:
    """Cut where a relation begins or ends; the worst verdict colours each piece."""
    edges = {start, end}
    for _, relation in over:
        edges |= {max(relation.start, start), min(relation.end, end)}
    places = sorted(edges)
    pieces = []
    for left, right in zip(places, places[1:], strict=False):
        here = [(n, r) for n, r in over if r.start < right and r.end > left]
        verdict = next((v for v in WORST_FIRST if any(r.verdict is v for _, r in here)), None)
        opens = tuple(number for number, r in here if r.start == left)
        pieces.append(Piece(text[left:right], verdict, opens))
    return tuple(pieces)
