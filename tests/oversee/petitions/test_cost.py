"""Receiving is the write that everybody waits for: what it asks of the database is counted."""

import pytest
from django.test import Client

from kheo.oversee.petitions.models import Petition
from tests.oversee.petitions import cases
from tests.oversee.petitions.test_sending_pages import send

pytestmark = pytest.mark.django_db

# Where: whether the map has changed, the body, its head. Whether photos wait, whether
# it was sent before. Then the duty, its step, two entries of the log, the fact; the code with the
# line in the book of the unit (one statement), and the
# petition itself; and the two ends of the transaction.
RECEIVING = 14


def test_receiving_asks_the_same_few_questions_each_time(django_assert_num_queries):
    cases.commune("Ngọc Chiến")
    send(Client())

    for _ in range(2):
        with django_assert_num_queries(RECEIVING):
            send(Client())

    assert Petition.objects.count() == 3
