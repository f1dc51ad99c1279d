"""Public figures by unit, breakdown and time, from records or returns; no small group of people.

By year everything is told; by month only what records counted and what does not count people,
because hidden cells of twelve months and their year would give each other away. For the same
reason numbers of people over other periods are told only where these are longer than a year.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import override

from kheo.foundation.figures import breakdowns, indicators, queries, smallness
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Gathering, Indicator
from kheo.foundation.figures.models import Fact, RollUp, Statement
from kheo.foundation.figures.queries import ALL_LEVELS, Number, Span, Table
from kheo.foundation.figures.smallness import Sum
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.insight.opendata.datasets.columns import CHUNK, UNIT, UNIT_CODE, codes, said
from kheo.insight.opendata.definition import Column, Dataset, Row, Type
from kheo.insight.returns import queries as returns
from kheo.verbs import Verb

TOLD, HIDDEN = "told", "hidden"
Cell = tuple[int, str]


def area_of(unit: Unit) -> str:
    """Name a unit for good: level, code, and first day where the code may come again."""
    begins = f"-{unit.valid_from:%Y%m%d}" if unit.valid_from else ""
    return f"{unit.level}-{unit.code}{begins}"


def public() -> list[Indicator]:
    """List the indicators that everybody may see."""
    return [one for one in indicators.known() if one.is_public]


def written_breakdowns(known: Indicator) -> list[str]:
    """List the total and every value of every breakdown, one pair at a time."""
    pairs = ((key, value) for key, values in known.breakdowns.items() for value in values)
    return ["", *(breakdowns.write({key: value}) for key, value in pairs)]


def _by_year(now: datetime) -> Iterator[Row]:
    return _rows(now, by="")


def of_years(now: datetime, first: int | None = None) -> Iterator[dict[str, object]]:
    """Tell the rows of the figures by year by name of column, from a first year on."""
    names = [column.name for column in BY_YEAR.columns]
    return (dict(zip(names, row, strict=True)) for row in _rows(now, by="", first_year=first))


def _by_month(now: datetime) -> Iterator[Row]:
    return _rows(now, by="month")


def _rows(now: datetime, *, by: str, first_year: int | None = None) -> Iterator[Row]:
    """Read one year of one indicator at a time: what is in memory does not grow with the years."""
    today = timezone.localdate(now)
    province = units.here(on=today)
    first = _first_year()
    if province is None or first is None:
        return
    for year in range(max(first, first_year or first), today.year + 1):
        for known in public():
            if by and (known.counts_people or known.counts):
                continue
            with override("vi"):
                found = list(_of_year(known, province, year, today, by))
            yield from found


def _of_year(known: Indicator, province: Unit, year: int, today: date, by: str) -> Iterator[Row]:
    since, until = date(year, 1, 1), date(year + 1, 1, 1)
    addresses = [Address(known.code, one, ALL_LEVELS) for one in written_breakdowns(known)]
    table = queries.table(addresses, province, since, until, by=by, below=Unit.Level.COMMUNE)
    # What has not begun is not nothing.
    spans = [span for span in table.spans if span.since <= today]
    for span in spans:
        yield from _of_span(known, table, addresses, span, by)


def _of_span(
    known: Indicator, table: Table, addresses: list[Address], span: Span, by: str
) -> Iterator[Row]:
    places = {unit.pk: unit for unit in (table.unit, *table.units)}
    numbers: dict[Cell, Number] = {}
    for pk, unit in places.items():
        for address in addresses:
            number = _number(table, address, unit, span, by)
            if number is not None:
                numbers[pk, address.breakdown] = number
    told = _told(known, numbers, table)
    period = f"{span.since:%Y-%m}" if by else f"{span.since:%Y}"
    for (pk, written), number in numbers.items():
        yield _row(known, places[pk], written, period, number, told[pk, written])


def _number(table: Table, address: Address, unit: Unit, span: Span, by: str) -> Number | None:
    if by:
        found = table.recorded(address, unit, span)
        return found if found and found.value else None
    return returns.chosen(table, address, unit, span)


def _told(
    known: Indicator, numbers: dict[Cell, Number], table: Table
) -> dict[Cell, Decimal | None]:
    values = {cell: number.value for cell, number in numbers.items()}
    return hidden_where_small(known, values, table.unit.pk)


def hidden_where_small(
    known: Indicator, values: dict[Cell, Decimal], province: int
) -> dict[Cell, Decimal | None]:
    """Hide what must not be told of numbers by unit and breakdown."""
    if not known.counts_people or known.gathers is Gathering.SHARE:
        return dict(values)
    return smallness.publish(values, _sums(known, values, province))


def _sums(known: Indicator, values: Mapping[Cell, Decimal], province: int) -> Iterator[Sum]:
    """Name what adds up: communes to the province, the values of a breakdown to the total.

    Where the parts of a total do not reach it, the rest is a cell that nobody is told.
    """
    places = sorted({pk for pk, _written in values})
    below = [pk for pk in places if pk != province]
    for written in written_breakdowns(known):
        yield from _whole((province, written), [(pk, written) for pk in below], values)
    for pk in places:
        for key, parts in known.breakdowns.items():
            cells = [(pk, breakdowns.write({key: value})) for value in parts]
            yield from _whole((pk, ""), cells, values)


def _whole(total: Cell, parts: list[Cell], values: Mapping[Cell, Decimal]) -> Iterator[Sum]:
    if total in values and values[total] == sum(values.get(part, 0) for part in parts):
        yield Sum(total, tuple(parts))


def _row(
    known: Indicator, unit: Unit, written: str, period: str, number: Number, told: Decimal | None
) -> Row:
    words = known.words_of(breakdowns.read(written))
    coverage = number.coverage
    return (
        known.code,
        str(known.label),
        area_of(unit),
        unit.code,
        unit.full_name,
        unit.level,
        written,
        ", ".join(words),
        period,
        told,
        str(known.unit_of_count),
        HIDDEN if told is None else TOLD,
        "records" if number.is_recorded else "returns",
        number.is_estimate,
        coverage.covered if coverage else None,
        coverage.due if coverage else None,
    )


def _by_period(now: datetime) -> Iterator[Row]:
    """Tell what returns stated for their own periods, as they stated it."""
    province = units.here(on=timezone.localdate(now))
    known = {one.code: one for one in public()}
    found = (
        Statement.objects.filter(indicator__in=known)
        .select_related("unit")
        .order_by("indicator", "since", "until", "level", "pk")
        .iterator(CHUNK)
    )
    for (code, since, until, _level), group in groupby(
        found, key=attrgetter("indicator", "since", "until", "level")
    ):
        if known[code].counts_people and until - since <= timedelta(days=366):
            continue
        with override("vi"):
            rows = list(_of_period(known[code], list(group), province.pk if province else 0))
        yield from rows


def _of_period(known: Indicator, stated: list[Statement], province: int) -> Iterator[Row]:
    values = {(one.unit_id, one.breakdown): one.value for one in stated}
    told = hidden_where_small(known, values, province)
    for one in stated:
        value = told[one.unit_id, one.breakdown]
        yield (
            one.source,
            known.code,
            str(known.label),
            area_of(one.unit),
            one.unit.code,
            one.unit.full_name,
            one.level,
            one.breakdown,
            ", ".join(known.words_of(breakdowns.read(one.breakdown))),
            one.since,
            one.until - timedelta(days=1),
            value,
            str(known.unit_of_count),
            HIDDEN if value is None else TOLD,
        )


def _first_year() -> int | None:
    earliest = (
        Fact.objects.aggregate(day=Min("month"))["day"],
        RollUp.objects.filter(is_year=True).aggregate(day=Min("start"))["day"],
        Statement.objects.aggregate(day=Min("since"))["day"],
    )
    return min((day.year for day in earliest if day), default=None)


def _columns(period: Column) -> tuple[Column, ...]:
    return (
        Column("indicator", said("Mã chỉ số", "Indicator code"), is_key=True),
        Column("indicator_name", said("Chỉ số", "Indicator")),
        Column(
            "area",
            said("Đơn vị, để nối", "Area"),
            about=said("Cấp, mã và ngày đầu của đơn vị", "Level, code and first day of the unit"),
            is_key=True,
        ),
        UNIT_CODE,
        UNIT,
        Column("level", said("Cấp", "Level"), codes=codes(Unit.Level)),
        Column(
            "breakdown",
            said("Phân tổ", "Breakdown"),
            about=said("khóa=giá trị; trống: tổng", "key=value; empty: the total"),
            is_key=True,
        ),
        Column("breakdown_name", said("Phân tổ, bằng lời", "Breakdown in words")),
        period,
        Column(
            "value",
            said("Giá trị", "Value"),
            Type.NUMBER,
            said(
                "Trống khi status là hidden: nhóm người quá nhỏ",
                "Empty where status is hidden: the group of people is too small",
            ),
        ),
        Column("unit_of_count", said("Đơn vị tính", "Unit of count")),
        Column(
            "status",
            said("Có nói giá trị không", "Whether the value is told"),
            codes={TOLD: "có", HIDDEN: "giấu: nhóm nhỏ, hoặc ô để nhóm nhỏ không bị suy ra"},
        ),
        Column(
            "source",
            said("Nguồn", "Source"),
            codes={"records": "đếm từ hồ sơ", "returns": "từ báo cáo đã duyệt"},
        ),
        Column("is_estimate", said("Là ước tính", "Is an estimate"), Type.FLAG),
        Column("covered", said("Số đơn vị đã báo cáo đủ", "Units that reported"), Type.WHOLE),
        Column("due", said("Số đơn vị phải báo cáo", "Units due"), Type.WHOLE),
    )


BY_YEAR = Dataset(
    key="so-lieu-nam",
    title=said("Số liệu theo năm", "Figures by year"),
    about=said(
        "Mọi chỉ số công khai, theo tỉnh và từng xã, theo phân tổ, từng năm; đếm từ hồ sơ hoặc từ "
        "báo cáo đã duyệt. Chỉ số đếm người không nói nhóm quá nhỏ, và giấu thêm ô để không suy "
        "ngược ra được. Không có dòng nghĩa là chưa biết, không phải bằng 0.",
        "Every public indicator for the province and each commune, by breakdown and year; counted "
        "from records or from approved returns. Small groups of people are hidden, and further "
        "cells with them so that sums do not give them back. No row means not known, never 0.",
    ),
    verb=Verb.SUPERVISE,
    columns=_columns(Column("year", said("Năm", "Year"), Type.WHOLE, is_key=True)),
    rows=_by_year,
    keywords=(
        said("số liệu", "figures"),
        said("chỉ số", "indicators"),
        said("thống kê", "statistics"),
    ),
    frequency="A",
)
BY_MONTH = Dataset(
    key="so-lieu-thang",
    title=said("Số liệu theo tháng", "Figures by month"),
    about=said(
        "Các chỉ số được đếm từ hồ sơ khi việc xảy ra, theo tỉnh và từng xã, từng tháng. Không có "
        "chỉ số đếm người. Không có dòng nghĩa là không có việc nào được ghi.",
        "Indicators counted from records as things happen, for the province and each commune, by "
        "month. None that counts people. No row means that nothing was recorded.",
    ),
    verb=Verb.SUPERVISE,
    columns=_columns(Column("month", said("Tháng", "Month"), is_key=True)),
    rows=_by_month,
    keywords=(said("số liệu", "figures"), said("theo tháng", "monthly")),
    frequency="M",
)
_SHARED = {column.name: column for column in BY_YEAR.columns}
BY_PERIOD = Dataset(
    key="so-lieu-ky-bao-cao",
    title=said("Số liệu theo kỳ báo cáo", "Figures by period of report"),
    about=said(
        "Số liệu trong các báo cáo đã duyệt, đúng kỳ mà đơn vị báo cáo (6 tháng, 9 tháng, nhiều "
        "năm…). Chỉ số đếm người chỉ có với kỳ dài hơn một năm; theo năm thì xem so-lieu-nam.",
        "Figures of approved returns for the very periods reported (half-years, nine months, "
        "many years…). Of people only for periods longer than a year; by year see so-lieu-nam.",
    ),
    verb=Verb.SUPERVISE,
    columns=(
        Column("return", said("Báo cáo", "Return"), is_key=True),
        _SHARED["indicator"],
        _SHARED["indicator_name"],
        _SHARED["area"],
        UNIT_CODE,
        UNIT,
        Column(
            "counted_level",
            said("Cấp được đếm", "Level counted"),
            about=said("all: mọi cấp", "all: every level"),
            is_key=True,
        ),
        _SHARED["breakdown"],
        _SHARED["breakdown_name"],
        Column("since", said("Từ ngày", "Since"), Type.DAY, is_key=True),
        Column("until", said("Đến hết ngày", "Until"), Type.DAY, is_key=True),
        _SHARED["value"],
        _SHARED["unit_of_count"],
        _SHARED["status"],
    ),
    rows=_by_period,
    keywords=(said("số liệu", "figures"), said("báo cáo", "returns")),
)
ALL = (BY_YEAR, BY_MONTH, BY_PERIOD)
