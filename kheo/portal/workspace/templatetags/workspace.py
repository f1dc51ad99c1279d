"""The words of a duty's kind, for the desk's lists."""

from django import template
from django.utils.functional import Promise

from kheo.foundation.duties import kinds

register = template.Library()


@register.filter
def kind_label(key: str) -> str | Promise:
    """Name a kind of duty; one that no room registers any more stays without a name."""
    try:
        return kinds.get(key).label
    except kinds.UnknownKind:
        return ""
