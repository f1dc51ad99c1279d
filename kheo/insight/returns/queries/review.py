"""One return as its approver reads it: each number beside the last, what is wrong, what changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from kheo.foundation.duties.models import Step
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import numbers
from kheo.insight.returns import typed
from kheo.insight.returns.checking import Problem
from kheo.insight.returns.definition import Place, Section
from kheo.insight.returns.models import Cell, CellChange, Remark, Return
from kheo.insight.returns.queries.judging import judge, last_numbers


@dataclass
class Line:
    """One cell: now, in the period before, what is said of it."""

    place: Place
    counted: str
    cell: Cell | None = None
    last: Decimal | None = None
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)
    # A remark that was typed and not taken yet.
    typed: str = ""

    @property
    def shown(self) -> str:
        return numbers.write(self.cell.value, self.place.row.decimals) if self.cell else ""

    @property
    def shown_last(self) -> str:
        return "" if self.last is None else numbers.write(self.last, self.place.row.decimals)

    @property
    def change(self) -> str:
        """How much it rose or fell, in percent with its sign; empty where nobody can say."""
        if self.cell is None or not self.last:
            return ""
        percent = (self.cell.value - self.last) * 100 / abs(self.last)
        digits = Decimal(1) if abs(percent) >= 100 else Decimal("0.1")
        sign = "+" if percent > 0 else "−" if percent < 0 else ""
        return f"{sign}{numbers.write_percent(abs(percent).quantize(digits).normalize())}"

    @property
    def was(self) -> str | None:
        """What stood here when it was given back; None where nothing changed since."""
        if not self.changes or self.changes[0].old == self.changes[-1].new:
            return None
        old = self.changes[0].old
        return "" if old is None else numbers.write(old, self.place.row.decimals)

    @property
    def anchor(self) -> str:
        return f"o-{self.place.row.key}-{self.place.column.key}"


@dataclass(frozen=True)
class Part:
    """A section and its cells."""

    section: Section
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Review:
    """A whole return for its approver."""

    ret: Return
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]
    was_given_back: bool

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part.lines]

    @property
    def changed(self) -> list[Line]:
        return [line for line in self.lines if line.was is not None]

    @property
    def told(self) -> list[tuple[Problem, Line | None]]:
        """The problems, each with the cell where it stands."""
        by_key = {line.place.key: line for line in self.lines}
        return [(problem, by_key.get(problem.place)) for problem in self.problems]


def review(ret: Return) -> Review:
    """Read a return whole, in a number of statements that does not grow with its cells."""
    assert ret.version is not None
    asked = ret.version.asked
    last = last_numbers([ret])[ret.pk]
    lines = {
        place.key: Line(place, typed.unit_of_row(place.row), last=last.get(place.key))
        for place in asked.cells()
    }
    for cell in ret.cells.all():
        if cell.place in lines:
            lines[cell.place].cell = cell
    problems, remarks = judge(ret), list(ret.remarks.select_related("by"))
    for problem in problems:
        for place in problem.places:
            lines[place].problems.append(problem)
    _put_remarks(lines, remarks)
    _put_changes(lines, ret, remarks)
    parts = (
        Part(one, tuple(line for line in lines.values() if line.place.row in one.rows))
        for one in asked.sections
    )
    whole = tuple(one for one in remarks if one.place not in lines)
    return Review(ret, tuple(parts), tuple(problems), whole, bool(remarks))


def _put_remarks(lines: dict[str, Line], remarks: Iterable[Remark]) -> None:
    for remark in remarks:
        if remark.place in lines:
            lines[remark.place].remarks.append(remark)


def _put_changes(lines: dict[str, Line], ret: Return, remarks: list[Remark]) -> None:
    """Show what was changed since it was last given back."""
    if not remarks:
        return
    since = max(remark.at for remark in remarks)
    by_place: dict[str, list[CellChange]] = defaultdict(list)
    for change in ret.changes.filter(at__gte=since).order_by("at", "pk"):
        by_place[change.place].append(change)
    for place, changes in by_place.items():
        if place in lines:
            lines[place].changes = changes


def history(ret: Return, place: str) -> QuerySet[CellChange]:
    """List every change of a cell, the latest first."""
    row, _sep, column = place.partition(".")
    found = ret.changes.filter(row=row, column=column).select_related("by")
    return found.order_by("-at", "-pk")


def steps(ret: Return) -> QuerySet[Step]:
    """List what happened to a return on its way up, the oldest first."""
    subject = f"return:{ret.pk}"
    return (
        Step.objects.filter(duty__kind__in=("return.send", "return.approve"))
        .filter(duty__subject__in=[subject, *(f"{subject}/{one}" for one in Unit.Level.values)])
        .filter(kind__in=(Step.Kind.CLOSED, Step.Kind.REOPENED))
        .select_related("by", "duty__body")
        .order_by("at", "pk")
    )
