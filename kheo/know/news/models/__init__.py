"""Articles and their lists, what they are sorted into, the library of pictures, other sites."""

from kheo.know.news.models.articles import (
    BESIDE,
    PER_PAGE,
    RESERVED,
    ROOT,
    WORDS,
    NewsIndex,
    NewsPage,
    NewsPageQuerySet,
    address,
)
from kheo.know.news.models.photos import Album, AlbumQuerySet, Photo, PhotoRendition
from kheo.know.news.models.sections import Category, Link

__all__ = [
    "BESIDE",
    "PER_PAGE",
    "RESERVED",
    "ROOT",
    "WORDS",
    "Album",
    "AlbumQuerySet",
    "Category",
    "Link",
    "NewsIndex",
    "NewsPage",
    "NewsPageQuerySet",
    "Photo",
    "PhotoRendition",
    "address",
]
