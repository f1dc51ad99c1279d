"""Lists cut by a cursor, so that the last page is as quick as the first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

SIZE = 25
CURSOR = "sau"
LONGEST_PK = 18
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list and the cursor of those after them; empty at the end."""

    items: list[Row]
    next: str


def page(found: QuerySet[Row], after: str = "", size: int = SIZE) -> Page[Row]:
    """Cut one page out of a list that is ordered by a day or moment, then by key, one way both.

    A cursor that makes no sense is the first page.
    """
    field = str(found.query.order_by[0])
    with connections[found.db].execute_wrapper(_planned_for_its_values):
        rows = list(found.filter(_after(field, after))[: size + 1])
    if len(rows) <= size:
        return Page(rows, "")
    last = rows[size - 1]
    point: date = reduce(getattr, field.lstrip("-").split("__"), last)  # type: ignore[assignment]
    return Page(rows[:size], f"{point.isoformat()}~{last.pk}")


def links(request: HttpRequest, page: Page[Any]) -> dict[str, str]:
    """Give a template the ways to the beginning and to the next page; what was asked for stays."""
    query = request.GET.copy()
    is_begun = bool(query.pop(CURSOR, [""])[-1])
    first = f"?{query.urlencode()}" if query else request.path
    query[CURSOR] = page.next
    return {
        "newer_url": first if is_begun else "",
        "older_url": f"?{query.urlencode()}" if page.next else "",
    }


def _planned_for_its_values(
    _execute: Callable[..., Any], sql: str, params: Any, _many: bool, context: dict[str, Any]
) -> Any:
    """Have a list planned each time: one plan for any values reads whole tables for rare ones."""
    return context["cursor"].cursor.execute(sql, params, prepare=False)


def _after(field: str, cursor: str) -> Q:
    value, _sep, pk = cursor.partition("~")
    point = _point(value)
    if point is None or not pk.isdecimal() or len(pk) > LONGEST_PK:
        return Q()
    name, side = (field[1:], "lt") if field.startswith("-") else (field, "gt")
    same = Q(**{name: point, f"pk__{side}": int(pk)})
    # The first part follows from the second, but is what an index can use.
    return Q(**{f"{name}__{side}e": point}) & (Q(**{f"{name}__{side}": point}) | same)


def _point(value: str) -> date | datetime | None:
    try:
        if "T" not in value:
            return parse_date(value)
        moment = parse_datetime(value)
    except ValueError:
        return None
    return None if moment is None or timezone.is_naive(moment) else moment
