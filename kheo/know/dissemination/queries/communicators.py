"""Who speaks to the people where, who was trained, and which villages have nobody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from kheo.foundation.units.models import Unit
from kheo.know.dissemination import rules
from kheo.know.dissemination.models import Communicator, Training, TrainingTaken
from kheo.know.dissemination.models.communicators import CommunicatorQuerySet

# One row a commune: its villages, who has nobody, how many communicators, who needs training.
_COVERAGE = """
WITH speaker AS (
    SELECT person.unit_id, person.village_id,
           NOT EXISTS (
               SELECT 1 FROM dissemination_trainingtaken AS taken
               WHERE taken.communicator_id = person.id AND taken.held_on >= %(fresh)s
           ) AS is_untrained
    FROM dissemination_communicator AS person
    WHERE person.since <= %(today)s AND (person.until IS NULL OR person.until > %(today)s)
), counted AS (
    SELECT unit_id, count(*) FILTER (WHERE village_id IS NULL) AS of_commune,
           count(*) FILTER (WHERE village_id IS NOT NULL) AS of_villages,
           count(*) FILTER (WHERE is_untrained) AS untrained
    FROM speaker GROUP BY unit_id
), village AS (
    SELECT place.parent_id, count(*) AS villages,
           count(*) FILTER (WHERE NOT EXISTS (
               SELECT 1 FROM speaker WHERE speaker.village_id = place.id)) AS without
    FROM units_unit AS place
    WHERE place.level = 'village' AND place.path LIKE %(path)s || '%%'
      AND (place.valid_from IS NULL OR place.valid_from <= %(today)s)
      AND (place.valid_to IS NULL OR place.valid_to >= %(today)s)
    GROUP BY place.parent_id
)
SELECT commune.*, coalesce(village.villages, 0) AS villages,
       coalesce(village.without, 0) AS without, coalesce(counted.of_commune, 0) AS of_commune,
       coalesce(counted.of_villages, 0) AS of_villages,
       coalesce(counted.untrained, 0) AS untrained
FROM units_unit AS commune
LEFT JOIN counted ON counted.unit_id = commune.id
LEFT JOIN village ON village.parent_id = commune.id
WHERE commune.level = 'commune' AND commune.path LIKE %(path)s || '%%'
  AND (commune.valid_from IS NULL OR commune.valid_from <= %(today)s)
  AND (commune.valid_to IS NULL OR commune.valid_to >= %(today)s)
ORDER BY commune.sort_key, commune.id
"""


@dataclass(frozen=True)
class Coverage:
    """How one commune, or several together, are covered."""

    villages: int
    without: int
    of_commune: int
    of_villages: int
    untrained: int
    unit: Unit | None = None

    @property
    def people(self) -> int:
        return self.of_commune + self.of_villages

    @property
    def trained(self) -> int:
        return self.people - self.untrained

    @property
    def covered(self) -> int:
        return self.villages - self.without

    @property
    def covered_percent(self) -> float:
        return 100 * self.covered / self.villages if self.villages else 0.0

    @property
    def trained_percent(self) -> float:
        return 100 * self.trained / self.people if self.people else 0.0


@dataclass(frozen=True)
class Village:
    """One village, how many communicators it has and how many of them need training."""

    unit: Unit
    people: int
    untrained: int
    names: list[str]


def coverage(unit: Unit, *, today: date) -> list[Coverage]:
    """Say of every commune of a unit how it is covered, in one query."""
    rows = Unit.objects.raw(
        _COVERAGE, {"path": unit.path, "today": today, "fresh": rules.trained_since(today)}
    )
    names = ("villages", "without", "of_commune", "of_villages", "untrained")
    return [Coverage(unit=row, **{name: int(getattr(row, name)) for name in names}) for row in rows]


def together(rows: list[Coverage]) -> Coverage:
    """Add up communes."""
    return Coverage(
        villages=sum(row.villages for row in rows),
        without=sum(row.without for row in rows),
        of_commune=sum(row.of_commune for row in rows),
        of_villages=sum(row.of_villages for row in rows),
        untrained=sum(row.untrained for row in rows),
    )


def villages(commune: Unit, *, today: date) -> list[Village]:
    """Say of every village who speaks there; only names of those who agreed. Two queries."""
    places = Unit.objects.as_of(today).filter(parent=commune, level=Unit.Level.VILLAGE)
    speakers = list(current(commune, today=today).filter(village__isnull=False))
    return [_village(place, speakers) for place in places.order_by("sort_key", "pk")]


def _village(place: Unit, speakers: list[Communicator]) -> Village:
    here = [one for one in speakers if one.village_id == place.pk]
    return Village(
        unit=place,
        people=len(here),
        untrained=sum(one.is_untrained for one in here),  # type: ignore[attr-defined]
        names=[one.name for one in here if one.may_be_named],
    )


def current(commune: Unit, *, today: date) -> CommunicatorQuerySet:
    """List a commune's communicators with their last training, those of the commune first."""
    return (
        _with_training(Communicator.objects.on(today).filter(unit=commune), today)
        .select_related("village", "unit", "document")
        .order_by(F("village__sort_key").asc(nulls_first=True), "key", "pk")
    )


def _with_training(found: CommunicatorQuerySet, today: date) -> CommunicatorQuerySet:
    taken = TrainingTaken.objects.filter(communicator=OuterRef("pk")).order_by()
    last = taken.values("communicator").annotate(last=Max("held_on")).values("last")
    fresh = taken.filter(held_on__gte=rules.trained_since(today))
    return found.annotate(last_training=Subquery(last), is_untrained=~Exists(fresh))


def before(commune: Unit, *, today: date) -> CommunicatorQuerySet:
    """List who was a communicator once, the last first; for officers."""
    gone = Communicator.objects.filter(unit=commune, until__lte=today)
    return gone.select_related("village", "unit").order_by("-until", "-pk")


def trainings(unit: Unit) -> QuerySet[Training]:
    """List the trainings that a unit, those above and those below held, the latest first."""
    near = Q(unit__path__startswith=unit.path) | Q(unit__in=unit.ancestors)
    found = Training.objects.filter(near).select_related("unit")
    return found.annotate(people=Count("taken")).order_by("-held_on", "-pk")


def listed(unit: Unit, *, today: date) -> CommunicatorQuerySet:
    """List every communicator of a unit and below by commune, for the sheet."""
    found = Communicator.objects.on(today).filter(unit__path__startswith=unit.path)
    return (
        _with_training(found, today)
        .select_related("village", "unit")
        .order_by("unit__sort_key", "unit_id", F("village__sort_key").asc(nulls_first=True), "key")
    )
