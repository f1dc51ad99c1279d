"""A telephone message is counted as the telephone counts, and its link is never cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.vietnamese import short_messages
from kheo.foundation.vietnamese.short_messages import Size, message, plain, size

LINK = "https://ngocchien.example.vn/cong-khai/t/123"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", Size(0, 1, 160, True)),
        ("a" * 160, Size(160, 1, 160, True)),
        ("a" * 161, Size(161, 2, 160, True)),
        ("a" * 307, Size(307, 3, 160, True)),
        ("[a]", Size(5, 1, 160, True)),
        ("ă" * 70, Size(70, 1, 70, False)),
        ("ă" * 71, Size(71, 2, 70, False)),
        ("😀", Size(2, 1, 70, False)),
    ],
)
def test_a_text_is_counted_in_its_alphabet(text, counted):
    assert size(text) == counted


def test_marks_are_dropped_and_capitals_stay():
    assert plain("UBND xã Ngọc Chiến: “Đường” – 3 km²…") == (
        'UBND xa Ngoc Chien: "Duong" - 3 km2...'
    )


def test_a_short_text_stands_whole_before_its_link():
    assert message("Thu phí rác 2026", link=LINK) == f"Thu phi rac 2026 {LINK}"
    assert message("Thu phí rác", link=LINK, marks=True) == f"Thu phí rác {LINK}"


def test_a_long_text_is_cut_between_words():
    written = message("Danh sách hộ nghèo được xét " * 9, link=LINK)

    assert written.endswith(f"... {LINK}")
    assert size(written).parts == 1
    assert set(written.removesuffix(f"... {LINK}").split()) == {
        "Danh", "sach", "ho", "ngheo", "duoc", "xet"
    }  # fmt: skip


def test_a_word_longer_than_the_room_is_left_out_and_the_link_stays():
    assert message("x" * 200, link=LINK) == LINK


@given(st.text(max_size=400), st.booleans(), st.integers(0, 30))
def test_one_message_holds_any_text_and_ends_with_its_link(words, marks, longer):
    link = LINK[: 20 + longer]

    written = message(words, link=link, marks=marks)

    assert written.endswith(link)
    assert size(written).parts == 1
    assert "\n" not in written


@given(st.text(max_size=300))
def test_a_plain_text_is_of_the_telephones_alphabet_and_stays_so(words):
    once = plain(words)

    assert short_messages.is_plain(once)
    assert plain(once) == once
