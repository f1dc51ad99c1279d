"""The approver's desk: what waits at my level, by form and period, and what is wrong with it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q, QuerySet

from kheo.foundation.accounts.permissions import Somebody
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.units.models import Unit
from kheo.insight.returns import periods, permissions
from kheo.insight.returns.checking import Problem
from kheo.insight.returns.models import Return
from kheo.insight.returns.queries.judging import judge_all

LEVELS = tuple(Unit.Level.values)
MOST_GROUPS = 100


@dataclass(frozen=True)
class Group:
    """Returns on one form for one period that wait."""

    form: int
    key: str
    title: str
    kind: str
    end: date
    count: int
    first_sent_at: datetime

    @property
    def period(self) -> periods.Period:
        return periods.named(self.kind, self.end)

    @property
    def address(self) -> str:
        """How the group is named in the address of the page."""
        return f"{self.key}~{self.kind}~{self.end.isoformat()}"


@dataclass(frozen=True)
class Waiting:
    """A return that waits, with what is wrong or was explained."""

    ret: Return
    problems: tuple[Problem, ...]

    @property
    def is_clean(self) -> bool:
        return not self.problems

    @property
    def explained(self) -> int:
        return sum(not problem.blocks for problem in self.problems)

    @property
    def wrong(self) -> int:
        return len(self.problems) - self.explained


def waiting(user: Somebody, today: date, group: str = "") -> QuerySet[Return]:
    """List what waits for the user's decision, the longest waiting first; of one group if asked."""
    found = Return.objects.filter(_mine(user, today), state=Return.State.SENT)
    key, _sep, rest = group.partition("~")
    kind, _sep, end = rest.partition("~")
    if group:
        try:
            found = found.filter(
                form__key=key, period_kind=kind, period_end=date.fromisoformat(end)
            )
        except ValueError:
            return found.none()
    rows = found.select_related("unit", "form", "version", "sent_by")
    return rows.order_by("sent_at", "pk")


def groups(user: Somebody, today: date) -> list[Group]:
    """Count what waits by form and period, the oldest first."""
    rows = (
        Return.objects.filter(_mine(user, today), state=Return.State.SENT)
        .order_by()
        .values_list("form", "form__key", "form__title", "period_kind", "period_end")
        .annotate(count=Count("pk"), first=Min("sent_at"))
        .order_by("first")[:MOST_GROUPS]
    )
    return [Group(*row) for row in rows]


def judged(returns: list[Return]) -> list[Waiting]:
    """Say what is wrong with each, in as many statements as for one."""
    found = judge_all(returns)
    return [Waiting(ret, tuple(found[ret.pk])) for ret in returns]


def _mine(user: Somebody, today: date) -> Q:
    """What waits at the level of a post of the user's, or at one that has ended below it."""
    found = Q(pk__in=[])
    for unit in units_where(user, permissions.APPROVE, today):
        found |= Q(unit__path__startswith=unit.path, step__in=_levels(unit, today))
    return found


def _levels(unit: Unit, today: date) -> list[str]:
    below = LEVELS[LEVELS.index(unit.level) + 1 :]
    inside = Unit.objects.within(unit).as_of(today).filter(level__in=below)
    alive = set(inside.order_by().values_list("level", flat=True).distinct())
    return [unit.level, *(level for level in below if level not in alive)]
