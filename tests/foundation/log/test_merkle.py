"""The hashes are those that anybody computes from the description."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from kheo.foundation.log import merkle
from tests.factories import MONDAY


def digest(data):
    return sha256(data).digest()


def test_one_form_of_an_entry_whatever_the_order_and_the_time_zone():
    here = merkle.canonical({"b": "hoá", "a": MONDAY})
    there = merkle.canonical({"a": datetime(2026, 3, 2, 1, tzinfo=UTC), "b": "hoá"})

    assert here == there
    assert here == '{"a":"2026-03-02T01:00:00.000000+00:00","b":"hoá"}'.encode()


def test_the_root_of_three_leaves_pairs_two_and_lifts_the_third():
    a, b, c = digest(b"a"), digest(b"b"), digest(b"c")

    assert merkle.root([a, b, c]) == digest(b"\x01" + digest(b"\x01" + a + b) + c).hex()


def test_a_leaf_is_never_taken_for_a_node():
    assert merkle.leaf({}) == digest(b"\x00{}")


def test_what_has_no_one_form_is_refused():
    with pytest.raises(TypeError):
        merkle.canonical({"a": object()})
