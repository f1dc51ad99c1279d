"""One meaning per code, said in words."""

import pytest

from kheo.foundation.figures import indicators
from kheo.foundation.figures.indicators import CodeTaken, Indicator, UnknownBreakdown
from tests.foundation.figures.conftest import CALLS, calls_behind

pytestmark = pytest.mark.django_db


def test_a_second_owner_of_a_code_is_refused():
    with pytest.raises(CodeTaken, match="test.calls"):
        indicators.register(Indicator(code="test.calls", label="Khác", unit_of_count="việc"))

    assert indicators.get("test.calls") is CALLS


def test_registering_the_same_again_is_harmless():
    indicators.register(CALLS)

    assert [one.code for one in indicators.known()].count("test.calls") == 1


def test_a_breakdown_is_said_in_words():
    assert CALLS.words_of({"kind": "told", "channel": "web"}) == ["mạng", "báo"]


def test_a_value_that_was_not_registered_has_no_words():
    with pytest.raises(UnknownBreakdown, match="kind=sung"):
        CALLS.words_of({"kind": "sung"})


def test_the_rows_behind_are_named_by_their_path():
    assert CALLS.rows_behind is calls_behind


def test_every_registered_path_leads_to_a_function():
    named = [one for one in indicators.known() if one.rows]

    assert all(callable(one.rows_behind) for one in named)
