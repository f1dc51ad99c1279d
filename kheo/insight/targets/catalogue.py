"""Reads which numbers targets are about, and which returned numbers are plans, from data."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kheo.foundation.clock.reading import Fields
from kheo.foundation.figures import breakdowns, catalogue, indicators
from kheo.foundation.figures.addresses import Address
from kheo.foundation.figures.indicators import Indicator

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Planned:
    """A returned number that is a plan, and the number it is a plan of."""

    returned: str
    measures: str
    first_year: int


def read() -> list[Indicator]:
    """Return the indicators of data/indicators.yaml."""
    return catalogue.read(DATA / "indicators.yaml")


@cache
def planned() -> tuple[Planned, ...]:
    """Read data/planned.yaml."""
    file = Fields.read(DATA / "planned.yaml")
    return tuple(
        Planned(code, inner.text("measures"), inner.whole("first_year"))
        for code in file.value
        for inner in [file.inner(code)]
    )


def indicator(address: Address) -> Indicator:
    """Return the indicator of an address; raises UnknownIndicator or UnknownBreakdown."""
    found = indicators.get(address.indicator)
    found.check(address.pairs)
    return found


def base_of(address: Address) -> Address | None:
    """Name what a share rests on; None where it is no share, or nobody says of what."""
    known = indicators.get(address.indicator)
    if not known.denominator:
        return None
    named = Address.parse(f"{known.denominator}@{address.level}")
    pairs = breakdowns.write({**address.pairs, **named.pairs})
    return Address(named.indicator, pairs, named.level)


def choices(*, public_only: bool = False) -> list[tuple[str, list[tuple[str, str]]]]:
    """List what a target may be set of, by indicator: the whole of it, then each of its parts."""
    groups = []
    for one in indicators.known():
        if one.is_public or not public_only:
            groups.append((f"{one.label} ({one.unit_of_count})", list(_addresses(one))))
    return sorted(groups, key=lambda group: group[0].casefold())


def _addresses(one: Indicator) -> Iterable[tuple[str, str]]:
    yield one.code, str(one.label)
    for key, values in one.breakdowns.items():
        for value, words in values.items():
            written = breakdowns.write({key: value})
            yield f"{one.code}[{written}]", f"{one.label}: {words}"
