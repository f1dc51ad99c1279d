"""Builds one report: reads the template, the numbers it asks for, and fills it."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_noop, override

from kheo.foundation.clock.reading import Fields
from kheo.foundation.units import bodykinds
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import dates
from kheo.insight.reports import annexes, numbers, word
from kheo.insight.reports.definitions import Definition
from kheo.insight.reports.filled import Built
from kheo.insight.reports.numbers import Numbers
from kheo.insight.reports.periods import Window

LOCAL = "local.yaml"
Steps = Callable[[str, int], None]
_NO_BREAK = "\u00a0"


def build(
    *, report: Definition, unit: Unit, since: date, until: date, now: datetime,
    step: Steps = lambda _words, _percent: None, tells_small: bool = True,
) -> Built:  # fmt: skip
    """Fill a report for a unit over whole months from `since` to `until`.

    Raises BadTemplate or TooLong. The number of statements does not grow with the text.
    """
    with override("vi"):
        window, today = Window.of(since, until), timezone.localdate(now)
        return _built(report, unit, window, today, step, tells_small=tells_small)


def _built(
    report: Definition, unit: Unit, window: Window, today: date, step: Steps, *, tells_small: bool
) -> Built:
    template = word.read(report.data, report.names).good()
    step(gettext_noop("Đọc số liệu"), 10)
    found = numbers.read(template.asked, unit, window, tells_small=tells_small)
    step(gettext_noop("Ghép số liệu vào mẫu"), 40)
    title = report.titled(unit.name)
    tables = annexes.maker(template.asked.tables, unit, window, today)
    said = words(unit, window, today, found)
    properties = {"title": title, "author": said["co_quan"], "language": "vi-VN"}
    filled = word.fill(template, found, said, tables, properties)
    figures = list(filled.filler.used.values())
    return Built(
        title=title,
        unit=unit,
        since=window.since,
        until=window.until,
        made_on=today,
        word=filled.data,
        figures=figures,
        missing=[figure for figure in figures if figure.is_missing],
        checks=found.checks,
        charts=filled.drawings.made,
    )


def words(unit: Unit, window: Window, today: date, found: Numbers) -> dict[str, str]:
    """Return the words of a report: names, days, periods."""
    name = issuer(unit)
    return {
        "don_vi": unit.full_name,
        "ten_rieng": unit.name,
        "ky": window.words,
        "ky_truoc": window.before.words,
        "cung_ky": window.year_before.words,
        "tu_thang": f"tháng {window.since.month}/{window.since.year}",
        "den_thang": f"tháng {window.until.month}/{window.until.year}",
        "nam": str(window.until.year),
        "ngay": dates.write_long_date(today),
        "co_quan": name,
        "co_quan_hoa": _unbroken(name.upper(), unit.full_name.upper()),
        "so_xa": str(len(found.communes)),
    }


def issuer(unit: Unit) -> str:
    """Name the body that reports for a unit (law/local.yaml), in full."""
    return f"{bodykinds.kinds()[_kind_of_issuer()].vi} {unit.full_name}"


@cache
def _kind_of_issuer() -> str:
    return Fields.read(settings.LAW_DIR / LOCAL).inner("reports").text("issuer")


def _unbroken(text: str, name: str) -> str:
    """Keep a unit's name on one line where the head is too narrow for all."""
    return text.replace(name, name.replace(" ", _NO_BREAK))


def here(code: str, *, on: date) -> Unit | None:
    """Find the province that had a code on a day."""
    return Unit.objects.as_of(on).filter(level=Unit.Level.PROVINCE, code=code).first()
