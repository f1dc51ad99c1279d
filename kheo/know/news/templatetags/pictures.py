"""Shows a picture of the library in a size that suits the place and the screen."""

from typing import Any

from django import template

from kheo.know.news.models import Photo
from kheo.know.news.models.sizes import SIZES, show

register = template.Library()


@register.inclusion_tag("news/_picture.html")
def news_picture(photo: Photo, size: str, alt: str = "", at_once: bool = False) -> dict[str, Any]:
    """Draw a picture; `at_once` for the one that is seen first."""
    return {"shown": show(photo, SIZES[size]), "alt": alt, "at_once": at_once}
