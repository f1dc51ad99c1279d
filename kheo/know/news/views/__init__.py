"""News for everybody: lists, articles, pictures, feeds, and ways to pass an article on."""

from kheo.know.news.views.albums import album, albums, photo
from kheo.know.news.views.feeds import atom, rss
from kheo.know.news.views.pages import category, page, series
from kheo.know.news.views.sharing import on_paper, send

__all__ = [
    "album",
    "albums",
    "atom",
    "category",
    "on_paper",
    "page",
    "photo",
    "rss",
    "send",
    "series",
]
