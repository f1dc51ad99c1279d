"""Builds reports: words from the definition, figures from the returns, checks over both."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.figures import indicators
from kheo.foundation.figures.addresses import Address
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import dates, numbers
from kheo.foundation.vietnamese.dates import Period, Precision
from kheo.insight.checks import queries as checks
from kheo.insight.checks.queries import Finding, Verdict
from kheo.insight.reports import definitions, word
from kheo.insight.reports.definitions import Definition, Section, Table, Text, Word
from kheo.insight.reports.filled import (
    Built,
    Check,
    Figure,
    FilledSection,
    FilledTable,
    Line,
    Piece,
)
from kheo.insight.returns import queries as returns
from kheo.insight.returns.models import Cell
from kheo.insight.returns.queries import Known

PERCENT = "%"


class UnknownProvince(LookupError):
    """No province had this code on the last day of the period."""


@dataclass(frozen=True)
class _Filler:
    """What may stand in the places of the text."""

    words: Mapping[str, str]
    figures: Mapping[Address, Figure]

    def line(self, text: Text) -> Line:
        return [self._piece(part) for part in text]

    def plain(self, text: Text) -> str:
        return "".join(piece.text for piece in self.line(text))

    def _piece(self, part: str | Word | Address) -> Piece:
        match part:
            case Address():
                return Piece(self.figures[part].text, self.figures[part])
            case Word():
                return Piece(self.words[part.name])
            case _:
                return Piece(part)

    def section(self, section: Section) -> FilledSection:
        return FilledSection(
            heading=section.heading,
            paragraphs=[self.line(paragraph) for paragraph in section.paragraphs],
            table=self.table(section.table) if section.table else None,
        )

    def table(self, table: Table) -> FilledTable:
        rows = [[self.line(cell) for cell in row] for row in table.rows]
        return FilledTable(table.title, table.columns, rows)


def unit_of(code: str, *, on: date) -> Unit:
    """Find the province that had a code on a day; raises UnknownProvince."""
    found = Unit.objects.as_of(on).filter(level=Unit.Level.PROVINCE, code=code).first()
    if found is None:
        raise UnknownProvince(_("Không có tỉnh, thành phố nào mang mã %(code)s.") % {"code": code})
    return found


@dataclass(frozen=True)
class Entry:
    """A report in a list."""

    key: str
    title: str
    since: date
    until: date


def entries(unit: Unit, reports: Iterable[Definition]) -> list[Entry]:
    """Name reports as they are called for a unit."""
    return [
        Entry(
            one.key,
            _Filler(_words(unit, one.since, one.until), {}).plain(one.short_title),
            one.since,
            one.until,
        )
        for one in reports
    ]


def last_day(month: date) -> date:
    """Return the last day of the month that a day lies in."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def build(*, report: Definition, unit: Unit, since: date, until: date, now: datetime) -> Built:
    """Fill a report for a unit over whole months from `since` to `until`.

    One query where everything was returned; records that are asked add theirs.
    """
    since, until = since.replace(day=1), last_day(until)
    known = returns.known(report.addresses(), unit=unit, since=since, until=until)
    findings = _findings(known)
    doubtful = _doubtful(findings)
    figures = {
        address: _figure(address, known.get(address), str(address) in doubtful)
        for address in dict.fromkeys([*report.addresses(), *known])
    }
    filler = _Filler(_words(unit, since, until), figures)
    return Built(
        definition=report,
        unit=unit,
        since=since,
        until=until,
        made_on=timezone.localdate(now),
        title=filler.plain(report.short_title),
        subject=filler.plain(report.subject),
        issuer=filler.plain(report.issuer),
        closing=filler.plain(report.closing),
        sections=[filler.section(section) for section in report.sections],
        figures=[figures[address] for address in report.addresses()],
        checks=_checks(findings, figures),
    )


def write_word(
    *,
    province: str,
    since: date,
    until: date,
    path: Path | str,
    key: str = "nghi-quyet-25",
    now: datetime | None = None,
) -> Built:
    """Write a province's report to a Word file; raises UnknownProvince or OSError."""
    unit = unit_of(province, on=last_day(until))
    with override("vi"):
        built = build(
            report=definitions.all_reports()[key],
            unit=unit,
            since=since,
            until=until,
            now=now or timezone.now(),
        )
        Path(path).write_bytes(word.render(built))
    return built


def _words(unit: Unit, since: date, until: date) -> dict[str, str]:
    return {
        "đơn vị": unit.full_name,
        "tên riêng": unit.name,
        "từ tháng": f"tháng {since.month}/{since.year}",
        "đến tháng": f"tháng {until.month}/{until.year}",
    }


def _findings(known: Mapping[Address, Known]) -> list[Finding]:
    """Judge what units returned; what was counted from records alone adds up by itself."""
    found = checks.findings({str(address): one.value for address, one in known.items()})
    counted = {str(address) for address, one in known.items() if one.is_recorded}
    return [finding for finding in found if not counted.issuperset(finding.keys)]


def _figure(address: Address, known: Known | None, is_doubtful: bool) -> Figure:
    indicator = indicators.get(address.indicator)
    level = Cell.Level(address.level).label
    label = ", ".join([str(indicator.label), *indicator.words_of(address.pairs), str(level)])
    if known is None:
        return Figure(address, _("[chưa có số liệu]"), label, None)
    text = official(known.value, is_percent=str(indicator.unit_of_count) == PERCENT)
    return Figure(address, text, label, known, _period(known), is_doubtful)


def official(value: Decimal, *, is_percent: bool = False) -> str:
    """Write a number as offices do: 08, 1.191, 96,4%."""
    exact = value.normalize()
    if is_percent:
        return numbers.write_percent(exact)
    written = numbers.write(exact)
    return f"0{written}" if len(written) == 1 and written != "0" else written


def _period(known: Known) -> str:
    if known.scope is not None:
        start, end = known.scope.since, known.scope.until - timedelta(days=1)
    elif known.cell is not None:
        start, end = known.cell.origin.period_start, known.cell.origin.period_end
    else:
        return ""
    if start == end:
        return dates.write_date(end)
    after = end + timedelta(days=1)
    if (start.month, start.day, after.month, after.day) == (1, 1, 1, 1):
        return dates.write_period(Period(start, after, Precision.YEAR))
    if start.day == after.day == 1:
        return f"{start.month}/{start.year}–{end.month}/{end.year}"
    return dates.write_period(Period(start, after))


def _doubtful(findings: list[Finding]) -> set[str]:
    wrong = (finding for finding in findings if finding.verdict is Verdict.INCONSISTENT)
    return {key for finding in wrong for key in finding.keys}


def _checks(findings: list[Finding], figures: Mapping[Address, Figure]) -> list[Check]:
    by_key = {str(address): figure for address, figure in figures.items()}
    return [
        Check(finding, [by_key[key] for key in finding.keys if key in by_key])
        for finding in findings
    ]
