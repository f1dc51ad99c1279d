"""Thin door from templates to how a day stands."""

from dataclasses import dataclass
from datetime import date

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kheo.oversee.receptions.models import Session

register = template.Library()


@dataclass(frozen=True)
class Standing:
    """The tone and the words of a chip."""

    tone: str
    text: str


@register.simple_tag
def kh_standing(session: Session, today: date) -> Standing:
    """Say in a chip whether a day was held or missed, or how many places it has left."""
    if session.state == Session.State.DRAFT:
        return Standing("soon", _("dự kiến, chưa niêm yết"))
    if session.state == Session.State.HELD:
        return Standing("done", _("đã tiếp hôm nay") if session.on == today else _("đã tiếp"))
    if session.is_missed(today=today):
        called_off = session.state == Session.State.CALLED_OFF
        return Standing("late", _("không tiếp") if called_off else _("bỏ lỡ"))
    if session.is_by_lot and session.drawn_at is None:
        return Standing("open", _("bốc thăm"))
    return _places(session)


def _places(session: Session) -> Standing:
    free = session.capacity - int(getattr(session, "taken", 0))
    if free <= 0:
        return Standing("soon", _("kín chỗ, nhận chờ"))
    return Standing("open", ngettext("còn %(n)s chỗ", "còn %(n)s chỗ", free) % {"n": free})
