"""Says how long reading aloud takes."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def minutes(seconds: int) -> str:
    """Write 95 seconds as 1 phút 35 giây."""
    whole, rest = divmod(seconds, 60)
    if not whole:
        return _("%(seconds)d giây") % {"seconds": rest}
    if not rest:
        return _("%(minutes)d phút") % {"minutes": whole}
    return _("%(minutes)d phút %(seconds)d giây") % {"minutes": whole, "seconds": rest}
