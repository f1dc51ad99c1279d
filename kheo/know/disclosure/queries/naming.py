"""Whom a publication names, for as long as anybody may read it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from kheo.foundation.units.models import Unit
from kheo.know.disclosure.models import NamedPerson, Publication


def people_of(publication: Publication) -> QuerySet[NamedPerson]:
    """Return the lines of a list, in order."""
    return NamedPerson.objects.filter(name_list=publication.pk).order_by("number")


def unit_of_page(parts: Mapping[str, Any]) -> Unit | None:
    """Find the unit that keeps the page of a publication."""
    found = Publication.objects.select_related("unit").filter(pk=parts["pk"]).first()
    return found.unit if found else None
