"""Everything that changes news outside Wagtail's own editor, and the trail of what it changes."""

from kheo.know.news.services.articles import (
    HERE,
    HeadlineMissing,
    Imported,
    import_article,
    import_original,
    import_seeds,
)
from kheo.know.news.services.lists import ensure_site, open_list
from kheo.know.news.services.sites import Result, import_site
from kheo.know.news.services.trail import note, note_kept

__all__ = [
    "HERE",
    "HeadlineMissing",
    "Imported",
    "Result",
    "ensure_site",
    "import_article",
    "import_original",
    "import_seeds",
    "import_site",
    "note",
    "note_kept",
    "open_list",
]
