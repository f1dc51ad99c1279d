"""Two officers in the same moment make one document, and never a circle."""

from functools import partial

import pytest

from kheo.foundation.documents.models import DocumentRelation, OfficialDocument
from kheo.foundation.documents.register import errors
from tests import factories
from tests.at_once import at_once
from tests.foundation.documents.register import cases

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_document_is_entered_once():
    factories.province()
    first, second = cases.keeper(), cases.keeper()

    results = at_once(*(partial(cases.document, by=keeper) for keeper in (first, second)))

    assert sorted(type(one).__name__ for one in results) == [
        "AlreadyRegistered",
        "OfficialDocument",
    ]
    assert OfficialDocument.objects.count() == 1


def test_two_relations_that_close_a_circle_together_are_one_relation():
    one, other, keeper = cases.document("1-NQ/TU"), cases.document("2-NQ/TU"), cases.keeper()

    results = at_once(
        partial(cases.relate, one, "implements", other, by=keeper),
        partial(cases.relate, other, "implements", one, by=keeper),
    )

    assert [type(one) for one in results].count(errors.GoesInACircle) == 1
    assert DocumentRelation.objects.count() == 1
