"""Equal breakdowns are equal texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.figures import breakdowns

words = st.text("abcxyz019_", min_size=1, max_size=8)
pairs = st.dictionaries(words, words, max_size=4)


@given(pairs)
def test_reading_gives_back_what_was_written(breakdown):
    assert breakdowns.read(breakdowns.write(breakdown)) == breakdown


@given(pairs)
def test_the_order_of_the_keys_does_not_matter(breakdown):
    backwards = dict(reversed(breakdown.items()))

    assert breakdowns.write(backwards) == breakdowns.write(breakdown)


@given(pairs, words, words)
def test_the_pattern_finds_a_pair_exactly_where_it_is(breakdown, key, value):
    found = re.search(breakdowns.pattern(key, value), breakdowns.write(breakdown))

    assert bool(found) == (breakdown.get(key) == value)


@pytest.mark.parametrize("text", ["kind", "kind=a=b", "=x", "Kind=x", "loại=x"])
def test_a_malformed_breakdown_is_refused(text):
    with pytest.raises(breakdowns.MalformedBreakdown):
        breakdowns.read(text)
