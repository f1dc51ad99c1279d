"""The words of a duty's kind, progress and steps, for the desk's pages."""

from datetime import date

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kheo.foundation import tongues
from kheo.foundation.clock.sentences import counted
from kheo.foundation.duties import kinds
from kheo.foundation.duties.models import Duty, Step
from kheo.portal.workspace.queries import words

register = template.Library()
TONES = {Step.Kind.CLOSED: "done", Step.Kind.REOPENED: "late"}
# What the clockwork does; every other step without an officer is the citizen's.
BY_ITSELF = frozenset({Step.Kind.ESCALATED, Step.Kind.REDATED, Step.Kind.RETURNED})


@register.filter
def kind_label(key: str) -> words.Words:
    """Name a kind of duty; one that no room registers any more stays without a name."""
    try:
        return kinds.get(key).label
    except kinds.UnknownKind:
        return ""


@register.filter
def why(duty: Duty) -> str:
    """Say in a few words why it is due on its day; nothing for a date without explanation."""
    number, unit = duty.explanation.get("counted", (0, ""))
    starts = duty.explanation.get("starts_on")
    if not number or not starts:
        return ""
    language = tongues.current()
    day = date.fromisoformat(starts)
    return gettext("%(count)s từ %(day)s") % {
        "count": counted(number, unit, language),
        "day": f"{day:%d/%m/%Y}",
    }


@register.filter
def step_label(key: str) -> words.Words:
    """Name a step as the log names the act behind it."""
    return words.action(f"duty.{key}")


@register.filter
def step_nobody(key: str) -> words.Words:
    """Say who took a step that no officer took."""
    return _("Khéo tự làm") if key in BY_ITSELF else _("người dân")


@register.filter
def step_tone(key: str) -> str:
    """Give the mark of a step in the timeline."""
    return TONES.get(Step.Kind(key), "")
