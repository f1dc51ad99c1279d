"""What programs are told: publications search engines may list, none naming people; law's words."""

from kheo.foundation.sitemaps import Entry, Section
from kheo.know.disclosure import rules
from kheo.know.disclosure.models import Publication, PublicationQuerySet


def _rows() -> PublicationQuerySet:
    found = Publication.objects.readable().filter(names_people=False)
    return found.select_related("unit").only("published_at", "unit__code")


def _entry(publication: Publication) -> Entry:
    return Entry(publication.get_absolute_url(), publication.published_at)


SITEMAP = Section("cong-khai", _rows, _entry)


def item_words(list_key: str, item_key: str) -> str:
    """Name an item of the law in Vietnamese, for records that leave the house."""
    item = rules.book().item(list_key, item_key)
    return item.vi if item else item_key


def channel_words(key: str) -> str:
    """Name a channel of the law in Vietnamese, for records that leave the house."""
    channel = rules.book().channels.get(key)
    return channel.vi if channel else key
