"""What a page needs to fill in a return: its cells as they stand, with all that is said of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kheo.foundation.figures import indicators
from kheo.foundation.vietnamese import dates
from kheo.insight.returns import typed
from kheo.insight.returns.checking import Kind, Problem
from kheo.insight.returns.definition import Definition, Place, Row, Section
from kheo.insight.returns.models import Cell, CellChange, Remark, Return
from kheo.insight.returns.queries import approval, timeliness
from kheo.insight.returns.queries.known import Known, known


def opened(pk: int) -> Return:
    """Find a return on a form with its version and unit; raises Return.DoesNotExist."""
    owed = Return.objects.owed().select_related("form__owner", "version", "unit", "duty")
    return owed.select_related("sent_by", "approved_by").get(pk=pk)


def asked(ret: Return) -> Definition:
    """Give what the return's own version of its form asks."""
    assert ret.version is not None
    return ret.version.asked


def why_not_editable(ret: Return, now: datetime) -> str:
    """Say why nothing may be typed into a return now; nothing where it may."""
    if ret.is_editable:
        return _over(ret, now)
    return _("Báo cáo này %(state)s, không sửa được nữa.") % {
        "state": ret.get_state_display().lower()
    }


def _over(ret: Return, now: datetime) -> str:
    standing = timeliness.standing(ret, now)
    if not standing.is_locked:
        return ""
    return _("Đã quá hạn gửi muộn (%(day)s) nên biểu khóa. Nơi duyệt mở lại thì mới sửa được.") % {
        "day": dates.write_plain_date(standing.grace_until)
    }


def changes_since(ret: Return, revision: int) -> QuerySet[CellChange]:
    """List what was changed by people after a saving, oldest first."""
    return (
        ret.changes.filter(revision__gt=revision)
        .exclude(how=CellChange.How.RECORDS)
        .select_related("by")
        .order_by("revision", "pk")
    )


def changed_since(ret: Return, revision: int) -> dict[str, Decimal | None]:
    """Give what the cells hold now that were changed after a saving, by whomever."""
    changes = ret.changes.filter(revision__gt=revision).order_by("revision", "pk")
    return {change.place: change.new for change in changes}


# --- From records -----------------------------------------------------------------------------


def recorded(ret: Return) -> dict[str, Known]:
    """Give what records know of the cells of a return, by place.

    Facts are kept by month: a period that begins within one is known only where the room counts
    its records when asked. A cumulative row begins before the period.
    """
    places = [place for place in asked(ret).cells() if _is_countable(place, ret)]
    if not places:
        return {}
    since, until = ret.period_start, ret.period_end
    found = known((one.address for one in places), unit=ret.unit, since=since, until=until)
    by_place = {place.key: found.get(place.address) for place in places}
    return {key: one for key, one in by_place.items() if one is not None and one.is_recorded}


def _is_countable(place: Place, ret: Return) -> bool:
    if place.row.is_cumulative:
        return False
    after = ret.period_end + timedelta(days=1)
    has_whole_months = ret.period_start.day == after.day == 1
    return has_whole_months or bool(indicators.get(place.row.indicator).counts)


def lacks_reasons(ret: Return) -> bool:
    """Say whether a number that records know otherwise stands there without a reason."""
    known_here = recorded(ret)
    return any(
        cell.place in known_here
        and cell.value != known_here[cell.place].value
        and cell.source != Cell.Source.RECORDS
        and not cell.override_reason
        for cell in ret.cells.all()
    )


# --- The grid ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Note:
    """One sentence about a cell: what does not add up, what the checker remarked."""

    words: str
    tone: str = ""
    place: str = ""
    label: str = ""
    # Where two officers wrote in one cell: what stands there now, and what this one typed.
    theirs: str | None = None
    typed: str = ""

    @property
    def anchor(self) -> str:
        """The name of the field on the page."""
        return f"o-{self.place.replace('.', '-')}"


@dataclass
class Box:
    """A cell to be filled in, as a page shows it."""

    place: Place
    text: str
    cell: Cell | None = None
    known: Known | None = None
    notes: list[Note] = field(default_factory=list)
    needs_explanation: bool = False

    @property
    def key(self) -> str:
        return self.place.key

    @property
    def keyboard(self) -> str:
        """Which keys a phone shows."""
        minimum = self.place.row.minimum
        if minimum is not None and minimum < 0:
            return "text"
        return "decimal" if self.place.row.decimals else "numeric"

    @property
    def known_text(self) -> str:
        return typed.write(self.known.value) if self.known else ""

    @property
    def is_recorded(self) -> bool:
        """Whether the number that stands here is the one that records know."""
        return self.known is not None and self.text == self.known_text

    @property
    def is_overridden(self) -> bool:
        return self.known is not None and self.cell is not None and not self.is_recorded

    @property
    def reason(self) -> str:
        return self.cell.override_reason if self.cell else ""

    @property
    def explanation(self) -> str:
        return self.cell.explanation if self.cell else ""

    @property
    def asks_reason(self) -> bool:
        return self.is_overridden

    @property
    def asks_explanation(self) -> bool:
        return self.needs_explanation or bool(self.explanation)

    @property
    def has_notes(self) -> bool:
        return bool(self.notes) or self.asks_reason or self.asks_explanation

    @property
    def is_wrong(self) -> bool:
        return any(note.tone == "late" for note in self.notes)


@dataclass(frozen=True)
class Line:
    """A row of the form: its cells by column, None where there is none."""

    row: Row
    number: int
    counted: str
    boxes: tuple[Box | None, ...]

    @property
    def noted(self) -> list[Box]:
        """The cells of which something is said or asked below the row."""
        return [box for box in self.boxes if box is not None and box.has_notes]


@dataclass(frozen=True)
class Part:
    """A section and its lines."""

    section: Section
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Grid:
    """A whole return, as a page shows it."""

    ret: Return
    definition: Definition
    parts: tuple[Part, ...]
    boxes: Mapping[str, Box]
    notes: tuple[Note, ...]
    # How many cells must be filled in and are not; told at the cells only when one sends.
    lacking: int = 0

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part.lines]

    @property
    def noted_lines(self) -> list[Line]:
        return [line for line in self.lines if line.noted]

    @property
    def said(self) -> list[Note]:
        """All that hinders sending or asks for a look, in the order of the form."""
        return [*self.notes, *(note for box in self.boxes.values() for note in box.notes)]

    @property
    def is_sendable(self) -> bool:
        return not any(note.tone == "late" for note in self.said)

    @property
    def filled(self) -> int:
        return sum(bool(box.text) for box in self.boxes.values())


def grid(
    ret: Return,
    *,
    shown: Mapping[str, str] | None = None,
    notes: Iterable[Note] = (),
    is_sending: bool = False,
) -> Grid:
    """Read a return whole, in a number of statements that does not grow with its cells.

    `shown` are texts that stand in cells instead of what is stored: typed, and not taken.
    """
    definition, instead = asked(ret), shown or {}
    cells = {cell.place: cell for cell in ret.cells.all()}
    records = recorded(ret) if ret.is_editable else {}
    boxes = {
        place.key: _box(place, cells.get(place.key), records.get(place.key), instead)
        for place in definition.cells()
    }
    problems = approval.judge(ret) if ret.is_editable else []
    for one in problems:
        if one.needs_explanation and one.place in boxes:
            boxes[one.place].needs_explanation = True
    told = [_note(one) for one in problems if is_sending or one.kind != Kind.COMPULSORY]
    reasons = _missing_reasons(boxes) if is_sending else []
    whole = _put_notes(boxes, [*_remarks(ret), *notes, *reasons, *told])
    lacking = sum(box.place.is_compulsory and not box.text for box in boxes.values())
    parts = tuple(_parts(definition, boxes))
    return Grid(ret, definition, parts, boxes, tuple(whole), lacking)


def _note(problem: Problem) -> Note:
    return Note(problem.words, "late" if problem.blocks else "soon", problem.place)


def _missing_reasons(boxes: Mapping[str, Box]) -> list[Note]:
    words = _("Số này khác hồ sơ. Xin ghi vì sao.")
    return [
        Note(words, "late", key)
        for key, box in boxes.items()
        if box.is_overridden and not box.reason
    ]


def _box(place: Place, cell: Cell | None, record: Known | None, instead: Mapping[str, str]) -> Box:
    follows = record is not None and (cell is None or cell.source == Cell.Source.RECORDS)
    value = record.value if record and follows else cell.value if cell else None
    text = instead.get(place.key, typed.write(value) if value is not None else "")
    return Box(place, text, cell, record)


def _remarks(ret: Return) -> list[Note]:
    remarks: QuerySet[Remark] = ret.remarks.filter(settled_at=None).select_related("by")
    return [
        Note(
            _("%(who)s nhận xét: %(words)s")
            % {"who": one.by.full_name or one.by.username, "words": one.words},
            "soon",
            place=one.place,
        )
        for one in remarks
    ]


def _put_notes(boxes: Mapping[str, Box], notes: Iterable[Note]) -> list[Note]:
    """Put each note at its cell; give back those on the whole."""
    whole = []
    for note in notes:
        box = boxes.get(note.place)
        if box is None:
            whole.append(note)
        else:
            box.notes.append(replace(note, label=box.place.label))
    return whole


def _parts(definition: Definition, boxes: Mapping[str, Box]) -> Iterable[Part]:
    number = 0
    for section in definition.sections:
        lines = []
        for row in section.rows:
            number += 1
            found = tuple(boxes.get(f"{row.key}.{one.key}") for one in definition.columns)
            lines.append(Line(row, number, typed.unit_of_row(row), found))
        yield Part(section, tuple(lines))
