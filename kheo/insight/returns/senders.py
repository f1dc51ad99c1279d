"""Who sends returns and through which levels they go up, from law/returns.yaml.

No level is a constant of the program: a unit sends through the levels that it really had above it,
so a district approves as long as there was one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from kheo.foundation import tongues
from kheo.foundation.clock.reading import Fields
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.insight.returns import periods


class UnknownSender(LookupError):
    """law/returns.yaml knows no sender of this name."""


@dataclass(frozen=True)
class Sender:
    """Bodies of one kind in the units of one level."""

    key: str
    vi: str
    en: str
    level: str
    body: str
    approves: tuple[str, ...]

    @property
    def label(self) -> str:
        return tongues.pick(self.vi, self.en)


@cache
def senders(law_dir: Path | None = None) -> Mapping[str, Sender]:
    """Read all senders, in the order of the file."""
    file = Fields.read((law_dir or settings.LAW_DIR) / periods.FILE).inner("senders")
    return {key: _sender(key, file.inner(key)) for key in file.value}


def sender(key: str) -> Sender:
    """Return a sender by its key; raises UnknownSender."""
    try:
        return senders()[key]
    except KeyError:
        raise UnknownSender(key) from None


def way_up(unit: Unit, of: Sender, *, on: date) -> list[Unit]:
    """List the units that approve on a day what a unit sends, the nearest first.

    What has ended by then approves no more: its part of the way falls to what it became.
    """
    place = {pk: number for number, pk in enumerate(reversed(unit.ancestors))}
    above = sorted(
        Unit.objects.filter(pk__in=place, level__in=of.approves), key=lambda one: place[one.pk]
    )
    heirs = units.became([one for one in above if not _is_alive(one, on)], on=on)
    now = [heirs[one.pk][0].unit if heirs.get(one.pk) else one for one in above]
    way = list(dict.fromkeys(one for one in now if _is_alive(one, on)))
    return [one for one in way if one.pk != unit.pk] or way


def _is_alive(unit: Unit, on: date) -> bool:
    return (unit.valid_from or date.min) <= on <= (unit.valid_to or date.max)


def _sender(key: str, fields: Fields) -> Sender:
    levels = tuple(Unit.Level.values)
    return Sender(
        key=key,
        vi=fields.text("vi"),
        en=fields.text("en"),
        level=fields.choice("level", levels),
        body=fields.text("body"),
        approves=fields.choices("approves", levels),
    )
