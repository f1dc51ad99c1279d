"""Suggests who is competent by what a petition says, with the words that led to it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kheo.foundation.units.models import Body, Unit
from kheo.oversee.petitions import fingerprints, topics
from kheo.oversee.petitions.models import Petition

MOST = 3


@dataclass(frozen=True)
class Competent:
    """A body that may be competent, and why; nobody is sent anywhere by it."""

    topic: topics.Topic
    unit: Unit
    body: Body | None
    words: tuple[str, ...]
    reason: str


def competent(petition: Petition) -> list[Competent]:
    """Suggest topics and bodies for a petition, what the clerk chose or most words name first."""
    said = f" {' '.join(fingerprints.words_of(f'{petition.heading} {petition.text}'))} "
    named = [(topic, _named(topic, said)) for topic in topics.known().values()]
    fitting = [(topic, words) for topic, words in named if words or topic.key == petition.topic]
    fitting.sort(key=lambda each: (each[0].key != petition.topic, -len(each[1])))
    return [_competent(petition.unit, topic, words) for topic, words in fitting[:MOST]]


def _named(topic: topics.Topic, said: str) -> tuple[str, ...]:
    return tuple(word for word in topic.words if f" {word} " in said)


def _competent(home: Unit, topic: topics.Topic, words: tuple[str, ...]) -> Competent:
    unit = _unit(home, topic.level)
    body = Body.objects.filter(unit=unit, kind=topic.body).order_by("pk").first()
    why = _("có các từ: %(words)s") % {"words": ", ".join(words)} if words else _("theo lĩnh vực")
    reason = _("%(topic)s; %(why)s; %(basis)s") % {
        "topic": topic.label,
        "why": why,
        "basis": topic.basis,
    }
    return Competent(topic=topic, unit=unit, body=body, words=words, reason=reason)


def _unit(home: Unit, level: str) -> Unit:
    """Climb to the level that is competent; below it, the unit itself."""
    unit: Unit | None = home
    while unit is not None and unit.level != level:
        unit = unit.parent
    return unit or home
