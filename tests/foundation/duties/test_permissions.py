"""Who may do what with a duty; a stranger may nothing."""

import pytest

from kheo.foundation.duties import kinds, permissions
from tests import factories
from tests.factories import MONDAY
from tests.foundation.duties.making import owe

TODAY = MONDAY.date()
TRIAGED = kinds.Kind(
    key="test.triaged", label="Phân loại", rule="KNPA-LOCAL-01", assigns="petitions.triage"
)
kinds.register(TRIAGED)
pytestmark = pytest.mark.django_db


def rights(user, duty):
    """The letters of what the user may: assign, work, extend, read."""
    asked = {
        "a": permissions.may_assign,
        "w": permissions.may_work,
        "e": permissions.may_extend,
        "r": permissions.may_read,
    }
    return "".join(letter for letter, may in asked.items() if may(user, duty, today=TODAY))


@pytest.mark.parametrize(
    ("role", "expected"),
    [("head", "awer"), ("handler", "wr"), ("clerk", "r"), ("editor", "r"), ("auditor", "r")],
)
def test_the_post_says_what_an_officer_of_the_unit_may(role, expected):
    duty = owe()

    assert rights(factories.officer(duty.unit, role), duty) == expected


def test_a_citizen_and_an_officer_from_elsewhere_may_nothing():
    duty = owe()

    assert rights(factories.citizen(), duty) == ""
    assert rights(factories.officer(factories.unit("Mường Bú"), "head"), duty) == ""


def test_a_kind_may_let_clerks_give_its_work_out():
    duty = owe(kind=TRIAGED)

    assert "a" in rights(factories.officer(duty.unit, "clerk"), duty)


def test_what_another_was_given_is_read_and_not_worked_on():
    duty = owe()
    duty.person = factories.officer(duty.unit)

    assert rights(factories.officer(duty.unit), duty) == "r"
    assert rights(duty.person, duty) == "wr"
