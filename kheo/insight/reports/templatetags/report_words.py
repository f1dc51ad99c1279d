"""Says where a link of a report's file leads on this site."""

from django import template

from kheo.insight.reports import shown

register = template.Library()


@register.filter
def here(url: str) -> str:
    """Turn an address of this site into a path."""
    return shown.address(url)
