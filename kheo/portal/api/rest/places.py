"""Which units there are, how they stand, and what date a legal rule gives."""

from datetime import date, datetime, time
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query, Router

from kheo.foundation import tongues
from kheo.foundation.clock.book import default_book
from kheo.foundation.clock.errors import NoRuleInForce
from kheo.foundation.duties import deadlines
from kheo.foundation.units import queries as units
from kheo.oversee.petitions import queries
from kheo.portal.api.rest import schemas
from kheo.portal.api.rest.errors import Refusal
from kheo.portal.api.rest.petitions import READ, WRITE, clean, unit_of

router = Router()
MOST = 20
# Days for which the calendar can say anything.
FIRST, LAST = date(2011, 1, 1), date(2100, 12, 31)


@router.get("/units", response={200: list[schemas.UnitOut], **READ}, summary="Find a unit")
def lookup(
    request: HttpRequest,
    name: Annotated[
        str, Query(min_length=1, max_length=80, description="With or without marks, old or new")
    ],
) -> list[schemas.UnitOut]:
    """Find communes of this province by name, by old names too; the best first."""
    found = units.lookup_here(clean(name), on=timezone.localdate(), limit=MOST)
    return [
        schemas.UnitOut(
            code=one.unit.code, name=one.unit.full_name, level=one.unit.level, reason=one.reason
        )
        for one in found
    ]


@router.get("/units/{code}", response={200: schemas.UnitOut, **READ}, summary="Name a unit")
def unit(
    request: HttpRequest, code: Annotated[str, Path(max_length=16, pattern="^[0-9A-Za-z]+$")]
) -> schemas.UnitOut:
    """Name the province or one of its communes by its code of today."""
    found = unit_of(clean(code))
    return schemas.UnitOut(code=found.code, name=found.full_name, level=found.level)


@router.get("/numbers", response={200: list[schemas.NumbersOut]}, summary="Numbers per unit")
def numbers(request: HttpRequest) -> list[schemas.NumbersOut]:
    """Say of every unit what it received and answered since New Year, and what is late today."""
    today = timezone.localdate()
    home = units.here(on=today)
    rows = queries.of_units(home, today=today) if home else []
    return [
        schemas.NumbersOut(
            unit_code=row.unit.code,
            unit_name=row.unit.full_name,
            received=row.received,
            answered=row.answered,
            in_time=row.in_time,
            late=row.late,
            rating=row.rating,
        )
        for row in rows
    ]


@router.get("/rules/{code}/date", response={200: schemas.DateOut, **WRITE},
            summary="Explain a legal date")  # fmt: skip
def explained(
    request: HttpRequest,
    code: Annotated[str, Path(max_length=40, pattern="^[0-9A-Za-z-]+$")],
    on: Annotated[date, Query(description="The day on which it begins")],
    is_remote: Annotated[bool, Query(description="By the periods for remote places")] = False,
    case: Annotated[str, Query(max_length=40, description="A case with its own length")] = "",
) -> schemas.DateOut:
    """Count a rule of the law from a day over the work calendar and say why it is that date."""
    if not FIRST <= on <= LAST:
        raise Refusal(422, "beyond_calendar", _("Lịch nghỉ không có ngày này."))
    begins = timezone.make_aware(datetime.combine(on, time(8)))
    try:
        due = deadlines.count(code, now=begins, remote=is_remote, case=clean(case))
    except NoRuleInForce:
        raise Refusal(404, "no_rule", _("Không có quy định nào mang mã này vào ngày đó.")) from None
    language = tongues.current()
    rule = default_book().get(code, on)
    return schemas.DateOut(
        rule=rule.code,
        name=rule.name(language),
        on=due.on,
        at=due.at,
        basis=rule.words.basis(language),
        confidence=rule.confidence,
        reasons=due.explain(language),
    )
