"""What pages on forms show: the list, one form with who owes it, and its table as units see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from kheo.foundation.accounts.permissions import Somebody, held
from kheo.foundation.accounts.roles import roles_with
from kheo.foundation.figures import indicators
from kheo.foundation.figures.indicators import Indicator
from kheo.foundation.units.models import Body
from kheo.foundation.vietnamese.text import fold
from kheo.insight.returns import periods
from kheo.insight.returns.definition import Definition, Place, Row, Section
from kheo.insight.returns.models import Cell, Form, FormVersion, Return

DEFINE = "returns.define"


def makers(user: Somebody, *, today: date) -> QuerySet[Body]:
    """List the bodies in whose name a person may make forms."""
    opening = roles_with(DEFINE)
    seats = {post.body for post in held(user, today) if post.role in opening}
    bodies = Body.objects.filter(pk__in=seats, unit__level__in=periods.makers())
    return bodies.select_related("unit").order_by("name", "pk")


def overview() -> QuerySet[Form]:
    """List all forms: those in use first, each with its versions counted and whether one waits."""
    return Form.objects.annotate(
        latest=Max("versions__number", filter=Q(versions__published_at__isnull=False)),
        has_draft=Count("versions", filter=Q(versions__published_at__isnull=True)),
    ).order_by("-is_active", "title", "pk")


def in_use() -> QuerySet[Form]:
    """List the forms that units were ever asked for, with who owes them; those in use first."""
    asked = Form.objects.filter(versions__published_at__isnull=False).distinct()
    return asked.prefetch_related("assignments").order_by("-is_active", "title", "pk")


def published(form: Form) -> FormVersion | None:
    """Return the version that returns are opened on."""
    return form.versions.published().order_by("-number").first()


def draft(form: Form) -> FormVersion | None:
    """Return the version being written, if there is one."""
    return form.versions.filter(published_at__isnull=True).first()


def still_open(form: Form) -> int:
    """Count the returns that are being filled in and were never sent."""
    return form.returns.filter(state=Return.State.DRAFT, first_sent_at=None).count()


# --- The table --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A row as it is printed: what is counted, and a place (or none) under each column."""

    row: Row
    number: int
    counted: str
    boxes: tuple[tuple[Place | None, Cell | None], ...]


@dataclass(frozen=True)
class Part:
    """A section and its rows."""

    section: Section
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Layout:
    """A form as units see it."""

    definition: Definition
    parts: tuple[Part, ...]


def layout(definition: Definition, numbers: Mapping[str, Cell]) -> Layout:
    """Lay out a form with the numbers that there are, by place."""
    known = named({row.indicator for row in definition.rows()})
    parts, count = list[Part](), 0
    for section in definition.sections:
        lines = []
        for row in section.rows:
            count += 1
            lines.append(_line(definition, row, count, known.get(row.indicator), numbers))
        parts.append(Part(section, tuple(lines)))
    return Layout(definition, tuple(parts))


def _line(
    definition: Definition,
    row: Row,
    number: int,
    counted: Indicator | None,
    numbers: Mapping[str, Cell],
) -> Line:
    places = [Place(row, column) if row.has(column.key) else None for column in definition.columns]
    boxes = tuple((place, numbers.get(place.key) if place else None) for place in places)
    words = row.unit_of_count or (str(counted.unit_of_count) if counted else "")
    return Line(row, number, words, boxes)


# --- Indicators -------------------------------------------------------------------------------


def named(codes: set[str]) -> dict[str, Indicator]:
    """Read some indicators by code; an unknown one is left out."""
    return indicators.several(codes)


def search(text: str, *, limit: int = 30) -> list[Indicator]:
    """Find indicators by words of their name, marks left out; those that begin with them first."""
    words = fold(text).split()
    found = [(fold(str(one.label)), one) for one in indicators.known()]
    fitting = [(label, one) for label, one in found if all(word in label for word in words)]
    start = " ".join(words)
    fitting.sort(key=lambda pair: (not pair[0].startswith(start), pair[0], pair[1].code))
    return [one for _label, one in fitting[:limit]]
