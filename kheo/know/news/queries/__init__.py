"""What other rooms, the portal and the pages of news ask of news."""

from kheo.know.news.queries.albums import (
    Beside,
    Cover,
    Hung,
    album,
    albums,
    hung,
    photos_of,
    place_in_album,
    with_covers,
)
from kheo.know.news.queries.articles import NewsItem, article, found, index, latest, root, search
from kheo.know.news.queries.lists import (
    Group,
    Shelf,
    categories,
    links,
    listed,
    of_category,
    of_everybody,
    of_series,
    shelf,
)
from kheo.know.news.queries.reading import Around, around, most_read
from kheo.know.news.queries.sizes import load_photos, with_pictures

__all__ = [
    "Around",
    "Beside",
    "Cover",
    "Group",
    "Hung",
    "NewsItem",
    "Shelf",
    "album",
    "albums",
    "around",
    "article",
    "categories",
    "found",
    "hung",
    "index",
    "latest",
    "links",
    "listed",
    "load_photos",
    "most_read",
    "of_category",
    "of_everybody",
    "of_series",
    "photos_of",
    "place_in_album",
    "root",
    "search",
    "shelf",
    "with_covers",
    "with_pictures",
]
