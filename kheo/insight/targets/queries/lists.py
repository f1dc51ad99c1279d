"""Which targets there are, and what was reached of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from kheo.foundation.accounts import queries as accounts
from kheo.foundation.accounts.models import User
from kheo.foundation.figures import indicators, smallness
from kheo.foundation.figures.addresses import Address
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.insight.returns import queries as returns
from kheo.insight.targets import catalogue, permissions
from kheo.insight.targets.models import Change, Target
from kheo.insight.targets.standings import Standing

PAGE = 25


# --- For reports ------------------------------------------------------------------------------


def of(address: Address, unit: Unit, since: date, until: date) -> Target | None:
    """Return the target of a number for a period: for just [since, until], else the last within.

    Both days belong to the period, as in `returns.queries.known`.
    """
    return of_several([address], unit, since, until).get(address)


def of_several(
    addresses: Iterable[Address], unit: Unit, since: date, until: date
) -> dict[Address, Target]:
    """Return the targets of many numbers of a unit and period, in one query."""
    asked = set(addresses)
    inside = (
        Target.objects.standing()
        .filter(unit=unit, indicator__in={one.indicator for one in asked})
        .filter(period_end__gte=since, period_end__lte=until, period_start__gte=since)
        .order_by("period_end", "-period_start", "pk")
    )
    found: dict[Address, Target] = {}
    for target in inside:
        known = found.get(target.address)
        is_exact = known is not None and (known.period_start, known.period_end) == (since, until)
        if target.address in asked and not is_exact:
            found[target.address] = target
    return found


# --- Lists ------------------------------------------------------------------------------------


def listed(*, unit: Unit, year: int | None = None, tell_all: bool = False) -> QuerySet[Target]:
    """List the standing targets of one unit, the latest period first."""
    found = Target.objects.standing().filter(unit=unit).with_names()
    if not tell_all:
        closed = [one.code for one in indicators.known() if not one.is_public]
        found = found.exclude(indicator__in=closed)
    if year:
        found = found.touching(date(year, 1, 1), date(year, 12, 31))
    return found.order_by("-period_end", "-period_start", "indicator", "breakdown", "pk")


def target(pk: int) -> Target:
    """Find one with its names; raises Target.DoesNotExist."""
    found = Target.objects.with_names().select_related("taken_from__origin")
    return found.get(pk=pk)


def years(unit: Unit) -> list[int]:
    """List the years that the targets of a unit end in, the latest first."""
    ends = Target.objects.standing().filter(unit=unit).values_list("period_end__year", flat=True)
    return sorted(set(ends.order_by().distinct()), reverse=True)


def standings(targets: Sequence[Target], *, today: date, tell_all: bool = False) -> list[Standing]:
    """Say of some targets what was reached; one reading for each unit and period among them."""
    groups: dict[tuple[int, date, date], list[Target]] = defaultdict(list)
    for target in targets:
        groups[target.unit_id, target.period_start, target.period_end].append(target)
    found: dict[int, Standing] = {}
    for group in groups.values():
        first = group[0]
        last = min(first.period_end, today)
        known = (
            returns.known(
                {one.address for one in group} | _bases(group),
                unit=first.unit,
                since=first.period_start,
                until=last,
            )
            if last >= first.period_start
            else {}
        )
        for one in group:
            reached = known.get(one.address)
            value = reached.value if reached else None
            url = reached.url if reached else ""
            rests_on = known.get(catalogue.base_of(one.address) or one.address)
            base = rests_on.value if rests_on else value
            found[one.pk] = _told(one, value, url, today, tell_all or _is_told(one, base))
    return [found[target.pk] for target in targets]


def _bases(targets: Iterable[Target]) -> set[Address]:
    return {base for one in targets if (base := catalogue.base_of(one.address))}


def _is_told(target: Target, base: Decimal | None) -> bool:
    """Say whether everybody may read a number that rests on so many."""
    if target.counted.denominator:
        return base is not None and not smallness.is_small(base)
    return base is None or smallness.is_told(target.indicator, base)


def _told(target: Target, value: Decimal | None, url: str, today: date, is_told: bool) -> Standing:
    if value is not None and not is_told:
        return Standing(target, None, today, is_hidden=True)
    return Standing(target, value, today, url)


def changes(target: Target) -> QuerySet[Change]:
    """List what the target said before, the latest change first."""
    return target.changes.select_related("by")


# --- For those who set targets ----------------------------------------------------------------


def units_to_set(user: User, *, today: date) -> list[Unit]:
    """List the provinces and communes whose targets the user sets, the widest first."""
    inside = Q(pk__in=[])
    for path in accounts.units_where(user, permissions.SET, today).values_list("path", flat=True):
        inside |= Q(path__startswith=path)
    levels = (Unit.Level.PROVINCE, Unit.Level.COMMUNE)
    found = units.as_of(today).filter(inside, level__in=levels)
    return sorted(found, key=lambda unit: unit.level != Unit.Level.PROVINCE)


def planned_of(
    communes: Iterable[Unit], address: Address, since: date, until: date
) -> dict[int, Decimal]:
    """Return what is planned for some units already, by unit."""
    found = Target.objects.standing().filter(
        unit__in=[unit.pk for unit in communes],
        indicator=address.indicator,
        breakdown=address.breakdown,
        level=address.level,
        period_start=since,
        period_end=until,
    )
    return dict(found.values_list("unit", "planned"))
