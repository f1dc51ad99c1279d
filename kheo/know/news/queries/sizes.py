"""Asks for the pictures of a whole page at once, so that ten cost what one does."""

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.blocks import StreamValue

from kheo.know.news.models import NewsPage, Photo, PhotoRendition
from kheo.know.news.models.sizes import CARD, WIDE, Size


def load_photos(body: StreamValue) -> None:
    """Read the pictures in an article's body with all their sizes, in two queries or none."""
    blocks = [block.value for block in body if block.block_type == "photo"]
    with_pictures((value["image"] for value in blocks if value["image"]), WIDE)


def with_pictures(photos: Iterable[Photo], size: Size = CARD) -> list[Photo]:
    """Read the sizes of these pictures in one query."""
    found = list(photos)
    sizes = PhotoRendition.objects.filter(filter_spec__in=size.specs)
    prefetch_related_objects(found, Prefetch("renditions", sizes, to_attr="prefetched_renditions"))
    return found


def covered(articles: Sequence[NewsPage]) -> None:
    """Read the pictures beside the titles of a list, in one query or none."""
    with_pictures(article.cover for article in articles if article.cover)
