"""The documents that search engines are told of."""

from django.db.models import QuerySet

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.sitemaps import Entry, Section


def _rows() -> QuerySet[OfficialDocument]:
    return OfficialDocument.objects.public().only("pk", "issued_on")


def _entry(document: OfficialDocument) -> Entry:
    return Entry(document.get_absolute_url(), document.issued_on)


SITEMAP = Section("van-ban", _rows, _entry)
