"""The publications that search engines are told of: none that names people."""

from kheo.foundation.sitemaps import Entry, Section
from kheo.know.disclosure.models import Publication, PublicationQuerySet


def _rows() -> PublicationQuerySet:
    found = Publication.objects.readable().filter(names_people=False)
    return found.select_related("unit").only("published_at", "unit__code")


def _entry(publication: Publication) -> Entry:
    return Entry(publication.get_absolute_url(), publication.published_at)


SITEMAP = Section("cong-khai", _rows, _entry)
