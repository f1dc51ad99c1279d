"""Says what is wrong with the numbers of a return, cell by cell; plain values, no database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from kheo.foundation.figures import indicators
from kheo.foundation.figures.indicators import Gathering, UnknownIndicator
from kheo.foundation.vietnamese import numbers
from kheo.insight.checks import rules
from kheo.insight.checks.rules import Verdict
from kheo.insight.returns.binding import Binding, Bound, Source
from kheo.insight.returns.definition import Definition, Place

Numbers = Mapping[str, Decimal]
NOTHING: Numbers = {}


class Kind(StrEnum):
    """What was looked at."""

    COMPULSORY = "compulsory"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    DECIMALS = "decimals"
    PARTS = "parts"
    CUMULATIVE = "cumulative"
    JUMP = "jump"
    RULE = "rule"
    BROKEN_RULE = "broken_rule"


@dataclass(frozen=True)
class Problem:
    """One sentence about one cell or several; `place` is the first, empty for the whole return.

    A warning does not keep a return from being sent once a cell of it has an explanation.
    """

    place: str
    kind: Kind
    words: str
    is_warning: bool = False
    needs_explanation: bool = False
    places: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether the return cannot be sent like this."""
        return not self.is_warning or self.needs_explanation


@dataclass(frozen=True)
class Parts:
    """Cells that break one number down; all of it, or only some."""

    total: str
    parts: tuple[str, ...]
    is_complete: bool


@dataclass(frozen=True)
class Plan:
    """All that is to be looked at on a version of a form, worked out once."""

    definition: Definition
    binding: Binding
    parts: tuple[Parts, ...]
    decimals: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, definition: Definition, binding: Binding) -> "Plan":
        return cls(definition, binding, tuple(_parts(definition)), _decimals(definition, binding))


@dataclass(frozen=True)
class Given:
    """The numbers of a return, those that it is compared with, and what was explained."""

    values: Numbers
    last: Numbers = field(default_factory=dict)
    # Whether the last period lies in the same year: only then cumulative numbers go on.
    goes_on: bool = False
    explained: frozenset[str] = frozenset()
    # Numbers of other forms, by form, whether of the last period, and place.
    elsewhere: Mapping[tuple[str, bool, str], Decimal] = field(default_factory=dict)


def problems(plan: Plan, given: Given) -> list[Problem]:
    """List what is wrong or astonishing, in the order of the form, the rules after the cells."""
    found = [one for place in plan.definition.cells() for one in _of_cell(place, given)]
    judged = list(_of_rules(plan, given))
    told = {frozenset(one.places) for one in judged}
    found += [one for one in _of_parts(plan, given) if frozenset(one.places) not in told]
    return found + judged


# --- One cell ---------------------------------------------------------------------------------


def _of_cell(place: Place, given: Given) -> Iterator[Problem]:
    value = given.values.get(place.key)
    if value is None:
        if place.is_compulsory:
            yield _at(place, Kind.COMPULSORY, _("Ô này bắt buộc; không phát sinh thì nhập 0."))
        return
    yield from _bounds(place, value)
    last = given.last.get(place.key)
    if last is not None:
        yield from _against_last(place, value, last, given)


def _bounds(place: Place, value: Decimal) -> Iterator[Problem]:
    row, written = place.row, _written(value)
    least = Decimal(0) if row.minimum is None else row.minimum
    if value < least:
        words = _("%(value)s nhỏ hơn mức thấp nhất %(least)s.")
        yield _at(place, Kind.MINIMUM, words % {"value": written, "least": _written(least)})
    if row.maximum is not None and value > row.maximum:
        words = _("%(value)s lớn hơn mức cao nhất %(most)s.")
        yield _at(place, Kind.MAXIMUM, words % {"value": written, "most": _written(row.maximum)})
    if value != round(value, row.decimals):
        words = _("%(value)s: ô này chỉ nhận số nguyên.")
        if row.decimals:
            words = _("%(value)s: ô này nhận nhiều nhất %(count)s chữ số sau dấu phẩy.")
        yield _at(place, Kind.DECIMALS, words % {"value": written, "count": row.decimals})


def _against_last(place: Place, value: Decimal, last: Decimal, given: Given) -> Iterator[Problem]:
    said = {"value": _written(value), "last": _written(last)}
    is_explained = place.key in given.explained
    if place.row.is_cumulative and given.goes_on and value < last:
        words = _("Số lũy kế %(value)s nhỏ hơn kỳ trước (%(last)s).") % said
        yield _warning(place, Kind.CUMULATIVE, words, is_explained)
    limit = place.row.jump_percent
    if limit is None or last == 0 or (place.row.is_cumulative and not given.goes_on):
        return
    change = (value - last) * 100 / abs(last)
    if abs(change) > limit:
        words = _("Tăng %(percent)s so với kỳ trước (%(last)s).")
        if change < 0:
            words = _("Giảm %(percent)s so với kỳ trước (%(last)s).")
        said["percent"] = numbers.write_percent(abs(change), 0 if abs(change) >= 10 else 1)
        yield _warning(place, Kind.JUMP, words % said, is_explained)


def _at(place: Place, kind: Kind, words: str) -> Problem:
    return Problem(place.key, kind, words, places=(place.key,))


def _warning(place: Place, kind: Kind, words: str, is_explained: bool) -> Problem:
    return Problem(
        place.key,
        kind,
        _asking(words, is_explained),
        is_warning=True,
        needs_explanation=not is_explained,
        places=(place.key,),
    )


def _asking(words: str, is_explained: bool) -> str:
    """Add what whoever sends has to do, or has done."""
    asked = _("Đã giải trình.") if is_explained else _("Hãy giải trình.")
    return f"{words} {asked}"


# --- Totals and their parts -------------------------------------------------------------------


def _of_parts(plan: Plan, given: Given) -> Iterator[Problem]:
    for one in plan.parts:
        total = given.values.get(one.total)
        known = [given.values[part] for part in one.parts if part in given.values]
        if total is None or not known:
            continue
        added, places = sum(known, Decimal(0)), (one.total, *one.parts)
        said = {
            "total": _written(total),
            "sum": f"{' + '.join(map(_written, known))} = {_written(added)}",
        }
        if added > total:
            words = _("Các phần cộng lại lớn hơn tổng: %(sum)s > %(total)s.") % said
            yield Problem(one.total, Kind.PARTS, words, places=places)
        elif one.is_complete and len(known) == len(one.parts) and added < total:
            words = _("Các phần cộng lại chưa đủ tổng: %(sum)s < %(total)s.") % said
            is_explained = bool(given.explained.intersection(places))
            yield Problem(
                one.total,
                Kind.PARTS,
                _asking(words, is_explained),
                is_warning=True,
                needs_explanation=not is_explained,
                places=places,
            )


def _parts(definition: Definition) -> Iterator[Parts]:
    """Find the cells that differ from another only by a value of one more breakdown."""
    by_address = {_address(place): place for place in definition.cells()}
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for (indicator, level, is_cumulative, pairs), place in by_address.items():
        for name, value in pairs:
            rest = frozenset(pair for pair in pairs if pair != (name, value))
            whole = by_address.get((indicator, level, is_cumulative, rest))
            if whole is not None and _adds_up(indicator):
                groups.setdefault((whole.key, name), {})[value] = place.key
    for (total, name), parts in groups.items():
        indicator = definition.places[total].row.indicator
        values = set(indicators.get(indicator).breakdowns.get(name, {}))
        yield Parts(total, tuple(parts.values()), is_complete=values == set(parts))


def _address(place: Place) -> tuple[str, str, bool, frozenset[tuple[str, str]]]:
    address = place.address
    pairs = frozenset(address.pairs.items())
    return address.indicator, address.level, place.row.is_cumulative, pairs


def _adds_up(code: str) -> bool:
    try:
        found = indicators.get(code)
    except UnknownIndicator:
        return False
    return found.gathers is not Gathering.SHARE and str(found.unit_of_count) != "%"


# --- Rules ------------------------------------------------------------------------------------


def _of_rules(plan: Plan, given: Given) -> Iterator[Problem]:
    for broken in plan.binding.broken:
        said = {"rule": broken.text.text, "why": broken.words}
        words = _("Chưa kiểm được quy tắc “%(rule)s”: %(why)s") % said
        yield Problem("", Kind.BROKEN_RULE, words, is_warning=True)
    for bound in plan.binding.bound:
        values = {key: _number(source, given) for key, source in bound.sources}
        if rules.verdict(bound.rule, values, plan.decimals) is Verdict.INCONSISTENT:
            yield _against_rule(bound, values, plan, given)


def _against_rule(
    bound: Bound, values: Mapping[str, Decimal | None], plan: Plan, given: Given
) -> Problem:
    outcome = rules.evaluate(bound.rule, values, plan.decimals)
    said = {"rule": bound.text.title or bound.text.text, "arithmetic": outcome.arithmetic}
    is_explained = bool(given.explained.intersection(bound.places))
    words = _("%(rule)s: %(arithmetic)s.") % said
    if bound.text.is_warning:
        words = _asking(words, is_explained)
    return Problem(
        bound.places[0] if bound.places else "",
        Kind.RULE,
        words,
        is_warning=bound.text.is_warning,
        needs_explanation=bound.text.is_warning and not is_explained,
        places=bound.places,
    )


def _number(source: Source, given: Given) -> Decimal | None:
    if source.form:
        return given.elsewhere.get((source.form, source.is_last, source.place))
    return (given.last if source.is_last else given.values).get(source.place)


def _decimals(definition: Definition, binding: Binding) -> dict[str, int]:
    """Say of each name of a rule how many decimals its cell is printed with."""
    return {
        key: definition.places[source.place].row.decimals
        for bound in binding.bound
        for key, source in bound.sources
        if not source.form and source.place in definition.places
    }


def _written(value: Decimal) -> str:
    return numbers.write(value.normalize())
