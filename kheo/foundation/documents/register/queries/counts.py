"""What figures count: documents issued in a window, by place, level and kind."""

from datetime import date

from django.db.models import Count, QuerySet

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.units.models import Unit


def issued(
    *, since: date, until: date, within: Unit | None = None, level: str = "", kind: str = ""
) -> QuerySet[OfficialDocument]:
    """Return the documents issued in [since, until), internal ones too, by bodies within a unit.

    Those that were withdrawn from the register are not counted.
    """
    found = OfficialDocument.objects.standing().filter(issued_on__gte=since, issued_on__lt=until)
    if within:
        found = found.filter(unit__path__startswith=within.path)
    if level:
        found = found.filter(level=level)
    return found.filter(kind=kind) if kind else found


def counted(found: QuerySet[OfficialDocument], *, by: str = "kind") -> dict[str, int]:
    """Count documents by a column (`kind`, `level`, `unit_id`), in one query."""
    rows = found.order_by().values_list(by).annotate(count=Count("pk"))
    return dict(rows)
