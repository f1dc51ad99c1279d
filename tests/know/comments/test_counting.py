"""Letters are counted as a person counts them."""

import pytest

from kheo.know.comments import counting

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("abcd", 4),
        ("ệ", 1),
        ("e\u0323\u0302", 1),
        (FAMILY, 1),
        ("🇻🇳", 1),
        ("👍🏽", 1),
        ("một hai", 7),
        ("a\u0301\u0302\u0303\u0304\u0306", 1),
        ("", 0),
    ],
)
def test_a_cluster_is_one_letter(text, count):
    assert counting.graphemes(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("\u200d" * 9, 0),
        ("\u200c \u200d \u200c \u200d \u200c", 0),
        ("\u0301" * 9, 0),
        ("\u3164" * 9, 0),
        ("\u2800" * 9, 0),
        ("     ", 0),
        ("a b c", 3),
        (FAMILY * 5, 5),
    ],
)
def test_what_shows_nothing_does_not_count(text, count):
    assert counting.seen(text) == count
