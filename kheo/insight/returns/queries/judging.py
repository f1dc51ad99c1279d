"""Reads what the checks of returns need, for one return or a page of them in as many statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Q

from kheo.insight.checks.rules import Names
from kheo.insight.returns import binding, checking
from kheo.insight.returns.checking import Given, Plan, Problem
from kheo.insight.returns.models import Cell, FormVersion, Return

MOST_PLANS = 500
Numbers = dict[str, Decimal]
# Unit, form, kind of period and its last day.
Slot = tuple[int, int | None, str, date]
# What the rules of a version mean, worked out once by process; a draft has a new revision.
_plans: dict[tuple[tuple[int, int], ...], Plan] = {}


def judge(ret: Return) -> list[Problem]:
    """List what is wrong with a return as it stands, in two statements, or five with other forms.

    The return comes with its version.
    """
    return judge_all([ret])[ret.pk]


def judge_all(returns: Sequence[Return]) -> dict[int, list[Problem]]:
    """List what is wrong with each of some returns, in as many statements as for one."""
    asked = [ret for ret in returns if ret.version is not None]
    numbers, explained = _numbers(asked)
    last, others = last_numbers(asked), _Others(asked)
    found: dict[int, list[Problem]] = {ret.pk: [] for ret in returns}
    for ret in asked:
        before = ret.period.before
        given = Given(
            values=numbers[ret.pk],
            last=last[ret.pk],
            goes_on=before.year == ret.period.year and before.end < ret.period_start,
            explained=frozenset(explained[ret.pk]),
            elsewhere=others.numbers_of(ret),
        )
        found[ret.pk] = checking.problems(others.plan_of(ret), given)
    return found


def last_numbers(returns: Iterable[Return]) -> dict[int, Numbers]:
    """Give by return what the unit sent on its form for the period before, by place."""
    slots: dict[Slot, int] = {_slot(ret, ret.period.before.end): ret.pk for ret in returns}
    found: dict[int, Numbers] = defaultdict(dict)
    if not slots:
        return found
    cells = Cell.objects.filter(_in_slots(slots, "origin__"), origin__first_sent_at__isnull=False)
    rows = cells.values_list(
        "origin__unit", "origin__form", "origin__period_kind", "origin__period_end",
        "row", "column", "value",
    )  # fmt: skip
    for unit, form, kind, end, row, column, value in rows:
        if (pk := slots.get((unit, form, kind, end))) is not None:
            found[pk][f"{row}.{column}"] = value
    return found


def _numbers(returns: Sequence[Return]) -> tuple[dict[int, Numbers], dict[int, set[str]]]:
    values: dict[int, Numbers] = defaultdict(dict)
    explained: dict[int, set[str]] = defaultdict(set)
    cells = Cell.objects.filter(origin__in=[ret.pk for ret in returns])
    rows = cells.values_list("origin", "row", "column", "value", "explanation")
    for origin, row, column, value, explanation in rows:
        place = f"{row}.{column}"
        values[origin][place] = value
        if explanation.strip():
            explained[origin].add(place)
    return values, explained


def _slot(ret: Return, end: date) -> Slot:
    return ret.unit_id, ret.form_id, ret.period_kind, end


def _in_slots(slots: Iterable[Slot], prefix: str) -> Q:
    """Ask for many returns with one condition for each form and period."""
    units: dict[tuple[int | None, str, date], list[int]] = defaultdict(list)
    for unit, form, kind, end in slots:
        units[form, kind, end].append(unit)
    parts = []
    for (form, kind, end), found in units.items():
        asked = {"unit__in": found, "period_kind": kind, "period_end": end}
        asked |= {"form": form} if form is not None else {"form__isnull": False}
        parts.append(Q(**{f"{prefix}{key}": value for key, value in asked.items()}))
    return reduce(or_, parts)


# --- Other forms ------------------------------------------------------------------------------


@dataclass
class _Others:
    """The returns of the same units on the forms that rules name: of now and of the last period."""

    returns: Sequence[Return]
    found: dict[tuple[int, str, date], list[Return]] = field(default_factory=dict)
    numbers: dict[int, Numbers] = field(default_factory=dict)

    def __post_init__(self) -> None:
        naming = [ret for ret in self.returns if self._named(ret)]
        slots = [
            (ret.unit_id, None, ret.period_kind, end)
            for ret in naming
            for end in (ret.period_end, ret.period.before.end)
        ]
        if not slots:
            return
        rows = Return.objects.filter(_in_slots(slots, "")).select_related("form", "version")
        for one in rows:
            key = (one.unit_id, one.period_kind, one.period_end)
            self.found.setdefault(key, []).append(one)
        self.numbers, _explained = _numbers(list(rows))

    def numbers_of(self, ret: Return) -> dict[tuple[str, bool, str], Decimal]:
        """Give the numbers of other forms by the name of the form, whether last, and place."""
        return {
            (name, is_last, place): value
            for name, is_last, one in self._of(ret)
            for place, value in self.numbers.get(one.pk, {}).items()
        }

    def plan_of(self, ret: Return) -> Plan:
        assert ret.version is not None
        # Where a form stands on two versions, its names are read from the one of this period.
        of_now_last = sorted(self._of(ret), key=lambda found: not found[1])
        versions = {name: one.version for name, _is_last, one in of_now_last if one.version}
        return _plan(ret.version, versions)

    def _of(self, ret: Return) -> list[tuple[str, bool, Return]]:
        named = self._named(ret)
        ends = ((ret.period_end, False), (ret.period.before.end, True)) if named else ()
        return [
            (name, is_last, one)
            for end, is_last in ends
            for one in self.found.get((ret.unit_id, ret.period_kind, end), [])
            if one.form is not None and (not is_last or one.first_sent_at is not None)
            for name in named
            if Names([one.form.title, one.form.key]).find(name)
        ]

    @staticmethod
    def _named(ret: Return) -> frozenset[str]:
        assert ret.version is not None
        return binding.forms_named(ret.version.asked)


def _plan(version: FormVersion, others: Mapping[str, FormVersion]) -> Plan:
    used = (version, *(others[name] for name in sorted(others)))
    key = tuple((one.pk, one.revision) for one in used)
    if key not in _plans:
        if len(_plans) >= MOST_PLANS:
            _plans.clear()
        forms = {name: one.asked for name, one in others.items()}
        _plans[key] = Plan.of(version.asked, binding.bind(version.asked, forms))
    return _plans[key]
