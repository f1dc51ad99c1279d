"""The doors to private files and the pages on letters."""

from kheo.foundation.documents.views.covering import cover, page
from kheo.foundation.documents.views.files import file
from kheo.foundation.documents.views.letters import compose, letter, letters

__all__ = ["compose", "cover", "file", "letter", "letters", "page"]
