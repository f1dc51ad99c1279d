"""The database itself refuses what must not be, whoever writes."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from kheo.oversee.petitions.models import Numbering, Petition
from tests.factories import MONDAY
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "answered"}, "answered_petition_has_an_answer"),
        (
            {"state": "answered", "answered_at": MONDAY, "answer": ""},
            "answered_petition_has_an_answer",
        ),
        ({"answer": "Đã làm."}, "answered_petition_has_an_answer"),
        ({"rating": 5, "rated_at": MONDAY}, "answered_petition_has_an_answer"),
        ({"reopen_reason": "vì"}, "reopened_petition_says_why_and_keeps_the_answer"),
        ({"reopened_at": MONDAY}, "reopened_petition_says_why_and_keeps_the_answer"),
        ({"is_public": True}, "public_petition_has_public_words"),
        ({"latitude": 21.0}, "position_is_whole_and_on_earth"),
        ({"latitude": 91.0, "longitude": 104.0}, "position_is_whole_and_on_earth"),
        ({"received_at": timezone.now()}, "petition_is_registered_after_it_came"),
    ],
)
def test_a_petition_that_cannot_be_is_refused(fields, constraint):
    petition = cases.received()

    with pytest.raises(IntegrityError, match=constraint):
        Petition.objects.filter(pk=petition.pk).update(**fields)


@pytest.mark.parametrize("rating", [0, 6, None])
def test_a_rating_off_the_scale_is_refused(rating):
    petition = cases.answered()

    with pytest.raises(IntegrityError, match="rating_goes_from_one_to_five"):
        Petition.objects.filter(pk=petition.pk).update(rating=rating, rated_at=MONDAY)


def test_two_petitions_never_share_a_code():
    unit = cases.commune()
    first, second = cases.received(unit), cases.received(unit)

    with pytest.raises(IntegrityError, match="one_petition_per_code"):
        Petition.objects.filter(pk=second.pk).update(code=first.code)


def test_a_year_is_numbered_once():
    Numbering.objects.create(prefix="SL", year=2026, last=1)

    with pytest.raises(IntegrityError, match="one_numbering_per_year"):
        Numbering.objects.create(prefix="SL", year=2026, last=1)
