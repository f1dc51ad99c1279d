"""Documents implement, amend and replace one another, never in a circle, and that has effects."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.documents.models import DocumentRelation, OfficialDocument
from kheo.foundation.documents.register import errors, services
from tests import factories
from tests.factories import MONDAY
from tests.foundation.documents.register import cases

pytestmark = pytest.mark.django_db
State = OfficialDocument.State


def test_a_document_does_not_implement_itself():
    made = cases.document()

    with pytest.raises(errors.RelatedToItself):
        cases.relate(made, "implements", made)
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentRelation.objects.create(
            source=made, target=made, kind="implements", since=made.issued_on,
            related_at=MONDAY, related_by=made.registered_by,
        )  # fmt: skip


def test_a_relation_is_written_once():
    one, other = cases.document("1-NQ/TU"), cases.document("2-NQ/TU")
    cases.relate(one, "implements", other)

    with pytest.raises(errors.AlreadyRelated):
        cases.relate(one, "implements", other)
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentRelation.objects.create(
            source=one, target=other, kind="implements", since=one.issued_on,
            related_at=MONDAY, related_by=one.registered_by,
        )  # fmt: skip
    cases.relate(one, "cites", other)


@pytest.mark.parametrize("kind", ["implements", "replaces"])
def test_a_circle_is_refused_with_its_chain(kind):
    a, b, c = (cases.document(f"{n}-NQ/TU") for n in (1, 2, 3))
    cases.relate(a, kind, b)
    cases.relate(b, kind, c)

    with pytest.raises(errors.GoesInACircle) as refused:
        cases.relate(c, kind, a)

    assert refused.value.chain == ("3-NQ/TU", "1-NQ/TU", "2-NQ/TU", "3-NQ/TU")
    assert refused.value.field == "target"
    assert "3-NQ/TU → 1-NQ/TU → 2-NQ/TU → 3-NQ/TU" in str(refused.value)


def test_documents_may_cite_each_other():
    a, b = cases.document("1-NQ/TU"), cases.document("2-NQ/TU")
    cases.relate(a, "cites", b)

    assert cases.relate(b, "cites", a).pk


def test_a_circle_through_a_withdrawn_document_is_none():
    a, b, c = (cases.document(f"{n}-NQ/TU") for n in (1, 2, 3))
    cases.relate(a, "implements", b)
    cases.relate(b, "implements", c)
    services.withdraw(document=b, reason="nhầm", by=cases.keeper(), now=MONDAY)

    assert cases.relate(c, "implements", a).pk


def test_a_replaced_document_ends_on_the_day_of_the_newer():
    old = cases.document("1-NQ/TU", issued_on=date(2013, 8, 1))
    new = cases.document("2-NQ/TU", issued_on=date(2024, 1, 5), in_force_from=date(2024, 2, 1))
    cases.relate(new, "replaces", old)

    old = cases.fresh(old)
    assert (old.ended_on, old.ended_how) == (date(2024, 2, 1), "replaced")
    assert old.state_on(date(2024, 1, 31)) == State.IN_FORCE
    assert old.state_on(date(2024, 2, 1)) == State.ENDED


def test_an_amended_document_stays_in_force_and_an_annulled_one_does_not():
    old, other = cases.document("1-NQ/TU"), cases.document("2-NQ/TU")
    new = cases.document("3-NQ/TU", issued_on=date(2025, 1, 5))
    cases.relate(new, "amends", old)
    cases.relate(new, "annuls", other)

    assert cases.fresh(old).state_on(date(2025, 1, 5)) == State.AMENDED
    assert cases.fresh(other).ended_how == "annulled"


def test_taking_back_correcting_and_withdrawing_settle_the_older():
    old = cases.document("1-NQ/TU", issued_on=date(2013, 8, 1))
    new = cases.document("2-NQ/TU", issued_on=date(2024, 1, 5))
    relation = cases.relate(new, "replaces", old)
    services.correct(
        document=new,
        particulars=cases.particulars("2-NQ/TU", issued_on=date(2024, 6, 1)),
        seen=new.changed_at, by=cases.keeper(), now=MONDAY,
    )  # fmt: skip
    assert cases.fresh(old).ended_on == date(2024, 6, 1)

    services.unrelate(relation=relation, by=cases.keeper(), now=MONDAY)
    assert cases.fresh(old).ended_on is None

    cases.relate(new, "replaces", old)
    services.withdraw(document=new, reason="nhầm", by=cases.keeper(), now=MONDAY)
    assert cases.fresh(old).state_on(date(2025, 1, 1)) == State.IN_FORCE


def test_an_older_document_does_not_replace_a_newer():
    old = cases.document("1-NQ/TU", issued_on=date(2013, 8, 1))
    new = cases.document("2-NQ/TU")

    with pytest.raises(errors.EndsALaterOne):
        cases.relate(old, "replaces", new)


def test_a_commune_carries_out_but_does_not_end_a_document_of_the_province():
    commune = factories.unit()
    keeper = cases.keeper(commune)
    theirs, mine = cases.document("1-NQ/TU"), cases.of_commune(commune)

    assert cases.relate(mine, "implements", theirs, by=keeper).pk
    with pytest.raises(errors.NotYoursToEnd):
        cases.relate(mine, "replaces", theirs, by=keeper)
    with pytest.raises(PermissionDenied):
        cases.relate(theirs, "implements", mine, by=keeper)


def test_a_stranger_neither_relates_nor_takes_back():
    a, b = cases.document("1-NQ/TU"), cases.document("2-NQ/TU")
    relation = cases.relate(a, "implements", b)
    stranger = cases.keeper(factories.unit())

    with pytest.raises(PermissionDenied):
        cases.relate(a, "cites", b, by=stranger)
    with pytest.raises(PermissionDenied):
        services.unrelate(relation=relation, by=stranger, now=MONDAY)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({}, State.IN_FORCE),
        ({"in_force_from": date(2030, 1, 1)}, State.COMING),
        ({"in_force_to": date(2025, 1, 1)}, State.ENDED),
        ({"in_force_to": date(2026, 3, 2)}, State.IN_FORCE),
    ],
)
def test_the_list_and_the_page_agree_on_the_state(said, state):
    made = cases.document(**said)
    today = MONDAY.date()

    assert made.state_on(today) == state
    for asked in State:
        found = OfficialDocument.objects.in_state(asked, today=today)
        assert (made in found) == (asked == state)
