"""Each kind of duty belongs to one room."""

from dataclasses import replace

import pytest

from kheo.foundation.duties import kinds
from tests.foundation.duties.making import ANSWER, SECRET


def test_the_same_kind_may_be_registered_twice():
    kinds.register(ANSWER)

    assert kinds.get("test.answer") is ANSWER
    assert ANSWER in kinds.registered()


def test_a_second_owner_of_a_key_is_refused():
    with pytest.raises(kinds.KeyTaken):
        kinds.register(replace(ANSWER, label="Của phòng khác"))


def test_an_unknown_kind_is_named():
    with pytest.raises(kinds.UnknownKind, match="nothing.here"):
        kinds.get("nothing.here")


def test_a_rule_may_be_read_from_the_settings_when_it_is_needed():
    assert SECRET.rule_code == "KNPA-LOCAL-01"
