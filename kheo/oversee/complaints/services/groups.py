"""Checks that many people complain through as many of themselves as the law allows."""

from collections.abc import Sequence
from dataclasses import dataclass

from kheo.oversee.complaints import rules
from kheo.oversee.complaints.errors import (
    CountsDiffer,
    NotAComplainant,
    PaperMissing,
    TooFewRepresentatives,
    TooManyRepresentatives,
)


@dataclass(frozen=True)
class Person:
    """One complainant; a representative speaks for the others and has their paper."""

    name: str
    address: str = ""
    is_representative: bool = False
    paper: str = ""


def check(people: int, named: Sequence[Person]) -> None:
    """Refuse a group whose representatives are too few, too many or without a paper."""
    chosen = [person for person in named if person.is_representative]
    if len(named) > people:
        raise CountsDiffer
    group = rules.book().group_of(people)
    if group is not None and named:
        _counted(len(chosen), group)
    if any(not person.paper.strip() for person in chosen):
        raise PaperMissing


def demand_representatives(people: int, named: Sequence[Person]) -> None:
    """Refuse to go on with a group that has named nobody yet."""
    group = rules.book().group_of(people)
    if group is not None:
        _counted(sum(person.is_representative for person in named), group)


def _counted(chosen: int, group: rules.Group) -> None:
    if chosen < group.least:
        raise TooFewRepresentatives
    if chosen > group.most:
        raise TooManyRepresentatives


def named(
    complainants: Sequence[Person], representatives: Sequence[str], paper: str
) -> list[Person]:
    """Mark the representatives among the complainants; raise NotAComplainant for a stranger."""
    wanted = [_key(name) for name in representatives]
    known = {_key(person.name) for person in complainants}
    if any(name not in known for name in wanted):
        raise NotAComplainant
    return [
        Person(
            person.name,
            person.address,
            _key(person.name) in wanted,
            paper if _key(person.name) in wanted else "",
        )
        for person in complainants
    ]


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
