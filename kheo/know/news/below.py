"""What other rooms let stand below an article, without news knowing of them.

A room registers in `apps.py: ready()` the dotted path of a function `(request, article)` that gives
finished HTML. The page of an article is kept for a second for everybody: what stands here must be
the same for every stranger, and can hold no form of its own that needs a token.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    # Rooms register while Django is still loading, when no model may be imported.
    from kheo.know.news.models import NewsPage

Draw = Callable[[HttpRequest, "NewsPage"], SafeString]

_drawn: list[str] = []


def register(path: str) -> None:
    """Let a function draw below every article, after those that came before; twice is once."""
    if path not in _drawn:
        _drawn.append(path)


def draw(request: HttpRequest, article: "NewsPage") -> list[SafeString]:
    """Draw what stands below an article; nothing is left out of the list but emptiness."""
    functions: list[Draw] = [import_string(path) for path in _drawn]
    return [drawn for function in functions if (drawn := function(request, article))]
