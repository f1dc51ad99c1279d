"""The database itself refuses what may not be."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from kheo.oversee.denunciations import services
from kheo.oversee.denunciations.models import Case, Grant, Numbering, Paper, Signal, SignalCopy
from tests.factories import MONDAY
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return making.house()


def refused(name):
    return pytest.raises(IntegrityError, match=name)


def copied(record, **changes):
    record.pk = None
    for name, value in changes.items():
        setattr(record, name, value)
    with transaction.atomic():
        record.save(force_insert=True)


def updated(model, **changes):
    with transaction.atomic():
        model.objects.update(**changes)


def fresh(**changes):
    return {
        "uid": uuid.uuid4(),
        "submission_key": uuid.uuid4(),
        "code": "TC-26-x",
        "number": 9,
        **changes,
    }


def test_a_code_and_a_number_stand_once(home):
    case = making.enter(home)

    with refused("one_denunciation_per_code"):
        copied(case, **fresh(code=case.code))
    with refused("one_denunciation_per_number"):
        copied(case, **fresh(number=1))


def test_an_open_case_has_not_ended_and_an_ended_one_has(home):
    making.enter(home)

    with refused("open_denunciation_has_not_ended"):
        updated(Case, ended_at=MONDAY)
    with refused("open_denunciation_has_not_ended"):
        updated(Case, stage="settled")


def test_it_is_registered_after_it_came(home):
    making.enter(home)

    with refused("denunciation_is_registered"):
        updated(Case, registered_at=MONDAY.replace(year=2025))


def test_a_refusal_names_its_ground(home):
    making.enter(home)

    with refused("refused_denunciation_names"):
        updated(Case, stage="refused", ended_at=MONDAY)


def test_a_board_of_a_case_holds_its_keys(home):
    board, _members, _shares = making.board(home.unit)
    making.enter(home)

    with refused("board_of_a_denunciation"):
        updated(Case, board_sealed=b"")
    with refused("board_of_a_denunciation"):
        updated(Case, board=None)
    assert Case.objects.get().board == board


def test_a_numbering_stands_once_per_unit_and_year(home):
    making.enter(home)

    with refused("one_denunciation_numbering"):
        copied(Numbering.objects.get())


def test_a_person_holds_keys_of_a_case_once_and_ended_ones_not_at_all(home):
    making.enter(home)

    with refused("one_living_grant"):
        copied(Grant.objects.get())
    with refused("ended_grant_keeps_no_key"):
        updated(Grant, ended_at=MONDAY)


def test_a_paper_holds_something_and_identities_lie_in_their_drawer(home):
    making.enter(home)

    with refused("sealed_paper_holds"):
        updated(Paper, sealed=b"")
    with refused("identity_lies_in_its_drawer"):
        updated(Paper, drawer="content")


def test_a_taken_call_says_by_whom(home):
    services.send(unit=home.unit, contact="0912", when="", now=MONDAY)

    with refused("taken_signal_says_by_whom"):
        updated(Signal, taken_at=MONDAY)
    with refused("one_copy_per_signal"):
        copied(SignalCopy.objects.first())


def test_names_of_records_are_codes_and_numbers(home):
    case = making.enter(home)
    board, _members, _shares = making.board(home.unit)
    shown = [
        str(one)
        for one in (case, board, case.grants.get(), case.papers.first(), Numbering.objects.get())
    ]

    assert shown[0] == case.code
    assert making.DENOUNCER not in " ".join(shown)
