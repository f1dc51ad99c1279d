"""What the database itself refuses about a request."""

import pytest
from django.db import IntegrityError, transaction

from kheo.oversee.personal_data.models import Request
from tests.oversee.personal_data import cases
from tests.oversee.personal_data.cases import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "withdrawn"}, "data_request_is_closed_exactly_when_it_ended"),
        ({"closed_at": NOW}, "data_request_is_closed_exactly_when_it_ended"),
        ({"outcome": "granted"}, "answered_data_request_names_who_answered_and_how"),
        ({"ground": "not_held"}, "refused_data_request_names_its_ground"),
        ({"identity_checked_at": NOW}, "checked_identity_names_who_checked"),
        ({"text": ""}, "forgotten_data_request_holds_no_words"),
        ({"forgotten_at": NOW}, "forgotten_data_request_holds_no_words"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(change, constraint):
    made = cases.received()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Request.objects.filter(pk=made.pk).update(**change)


def test_an_open_request_is_not_forgotten():
    made = cases.received()
    empty = dict.fromkeys(
        ("about", "text", "wished", "name", "phone", "email", "answer", "extension_reason"), ""
    )
    with pytest.raises(IntegrityError, match="open_data_request_is_not_forgotten"):
        Request.objects.filter(pk=made.pk).update(forgotten_at=NOW, **empty)
