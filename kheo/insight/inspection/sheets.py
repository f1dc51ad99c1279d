"""What a printed table says around its numbers, the same for Excel and Word."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kheo.foundation.addresses import absolute
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import dates
from kheo.insight.inspection.filled import Filled, Line, Report
from kheo.insight.inspection.tables import Heading, Leaf, forms

# More columns are not legible on a sheet that lies on its side.
MOST_COLUMNS = 11


@dataclass(frozen=True)
class Words:
    """The lines over and under a table."""

    issuer: str
    form: str
    title: str
    window: str
    place: str
    day: str
    notes: list[str]


def words(report: Report, filled: Filled, *, today: date) -> Words:
    """Say what the sheet needs around the numbers."""
    table, period = filled.table, report.period
    return Words(
        issuer=_issuer(report.place.unit),
        form=f"{forms().paper['form']}: {table.form}",
        title=table.label.upper(),
        window=_("%(window)s (từ ngày %(since)s đến hết ngày %(until)s)")
        % {
            "window": period.label,
            "since": dates.write_date(period.since),
            "until": dates.write_date(period.last),
        },
        place=report.place.unit.name,
        day=dates.write_long_date(today),
        notes=notes(report, filled),
    )


def notes(report: Report, filled: Filled) -> list[str]:
    """Say under a table what its reader must know to read it right."""
    table, said = filled.table, [forms().unchecked.label]
    if table.missing:
        said.append(_("Chưa có: %(what)s") % {"what": table.missing.label})
    for place in report.split:
        said.append(_split(place.unit, place.heirs, report.is_whole))
    if filled.is_masked:
        said.append(
            _("Số tố cáo nhỏ không nêu để không lộ người tố cáo; dấu + là còn số tố cáo chưa cộng.")
        )
    return said


def _split(unit: Unit, heirs: tuple[Unit, ...], is_whole: bool) -> str:
    names = ", ".join(heir.full_name for heir in heirs) or _("chưa rõ đơn vị kế thừa")
    told = {"unit": unit.full_name, "heirs": names}
    if is_whole:
        return _("%(unit)s đã chia (%(heirs)s): số của đơn vị cũ để ở dòng riêng.") % told
    return _("%(unit)s đã chia (%(heirs)s): số của đơn vị cũ không tính vào đây.") % told


def _issuer(unit: Unit) -> str:
    try:
        return units.responsible_body(unit).name.upper()
    except units.NobodyResponsible:
        return unit.full_name.upper()


def name_of(line: Line) -> str:
    """Name a row; a unit that has ended is marked."""
    if line.place is None:
        return _("Tổng số")
    name = line.place.unit.full_name
    if line.place.is_ended:
        return _("%(unit)s (đã chia)") % {"unit": name}
    if line.place.unit.level == Unit.Level.PROVINCE:
        return _("Cấp tỉnh")
    return name


def parts(filled: Filled) -> Iterator[tuple[int, int]]:
    """Cut the columns where a heading of the first level ends, so that none is torn apart."""
    first = last = 0
    for heading in headings(filled, 1, len(filled.table.leaves), 0):
        end = heading.first + heading.columns - 1
        if last and end - first + 1 > MOST_COLUMNS:
            yield first, last
            first = heading.first
        first, last = first or heading.first, end
    yield first, last


def headings(filled: Filled, first: int, last: int, level: int) -> list[Heading]:
    """Return the headings of a level that begin within some columns."""
    return [one for one in filled.table.head[level] if first <= one.first <= last]


def rows(
    report: Report, filled: Filled, first: int, last: int
) -> Iterator[tuple[str, list[str], bool]]:
    """Yield name, texts and whether it is the total, of each line to print; then the comparison."""
    cut = slice(first - 1, last)
    lines: list[Line] = [*filled.lines, *([filled.total] if report.is_whole else [])]
    for line in lines:
        texts = [cell.text for cell in line.cells[cut]]
        yield name_of(line), texts, line is filled.total
    changes = filled.changes[cut]
    yield _("Cùng kỳ năm trước"), [one.before.text for one in changes], False
    yield _("Tăng, giảm (số)"), [one.difference_text for one in changes], False
    yield _("Tăng, giảm (%)"), [one.share_text for one in changes], False


def rows_url(report: Report, filled: Filled, line: Line, leaf: Leaf) -> str:
    """Return the address of the records behind a cell."""
    asked: dict[str, str | int] = {**asked_for(report), "dong": line.key, "cot": leaf.number}
    return reverse("inspection:rows", args=[filled.table.key]) + "?" + urlencode(asked)


def asked_for(report: Report) -> dict[str, str | int]:
    """Return the query that brings back the same window and unit."""
    period = report.period
    return {"ky": period.code, "nam": period.year, "don-vi": report.place.unit.code}


def full_url(path: str) -> str:
    return absolute(path)
