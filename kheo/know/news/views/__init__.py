"""News for everybody: lists, articles, pictures, feeds, and ways to pass an article on."""

from kheo.know.news.views.albums import album, albums, photo
from kheo.know.news.views.feeds import (
    atom,
    category_atom,
    category_rss,
    rss,
    series_atom,
    series_rss,
    unit_atom,
    unit_rss,
)
from kheo.know.news.views.pages import category, page, series
from kheo.know.news.views.sharing import on_paper, send

__all__ = [
    "album",
    "albums",
    "atom",
    "category",
    "category_atom",
    "category_rss",
    "on_paper",
    "page",
    "photo",
    "rss",
    "send",
    "series",
    "series_atom",
    "series_rss",
    "unit_atom",
    "unit_rss",
]
