"""The order of a Vietnamese dictionary, from a plain key."""

import random
import unicodedata

import pytest
from hypothesis import given

from kheo.foundation.vietnamese.sorting import name_key, sort_key
from kheo.foundation.vietnamese.text import one_spelling
from tests.foundation.vietnamese.samples import TEXTS, any_text, vietnamese, words


@pytest.mark.parametrize(
    "ordered",
    [
        [
            "a",
            "ă",
            "â",
            "b",
            "c",
            "d",
            "đ",
            "e",
            "ê",
            "f",
            "g",
            "h",
            "i",
            "j",
            "k",
            "l",
            "m",
            "n",
            "o",
            "ô",
            "ơ",
            "p",
            "q",
            "r",
            "s",
            "t",
            "u",
            "ư",
            "v",
            "w",
            "x",
            "y",
            "z",
        ],
        ["ba", "ba ba", "ba lô", "bà", "bà con", "bả", "bã", "bá", "bạ", "bai"],
        ["hoa", "hòa", "hỏa", "hõa", "hóa", "họa", "hoan"],
        ["an", "Ăn", "ân", "Ấn", "ba", "Đa", "đá"],
        ["da", "dy", "đa", "e"],
        ["Cà Mau", "Cao Bằng", "Cần Thơ", "Điện Biên", "Đồng Nai", "Hà Nội", "Sơn La"],
        ["Tổ 1", "Tổ 2", "tổ 02A", "Tổ 10", "Tổ 10B", "Tổ dân phố"],
        ["", "0", "9", "10", "a", "Ω", "한"],
    ],
)
def test_known_orders(ordered):
    shuffled = list(ordered)
    random.Random(1).shuffle(shuffled)

    assert sorted(shuffled, key=sort_key) == ordered


def test_names_sort_by_given_then_middle_then_family_name():
    ordered = ["Lê An", "Trần An", "Lê Bảo An", "Nguyễn Văn An", "An Ánh", "Đinh", "Lò Thị Ê"]

    assert sorted(sorted(ordered), key=name_key) == ordered


def test_a_name_may_be_missing():
    assert name_key("") == name_key("  ") < name_key("A")


@given(any_text)
def test_keys_are_ascii_so_that_every_database_sorts_them_alike(text):
    assert sort_key(text).isascii()
    assert name_key(text).isascii()
    assert "\0" not in sort_key(text)


@given(vietnamese)
def test_case_composition_and_spelling_do_not_count(text):
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)
    assert sort_key(text.upper()) == sort_key(text.lower())
    assert sort_key(one_spelling(text)) == sort_key(text)


@given(words, words)
def test_letters_count_before_tones(one, other):
    by_key = sort_key(one) < sort_key(other)
    bare_one, bare_other = (sort_key(word).rstrip("123456") for word in (one, other))

    assert bare_one == bare_other or by_key == (bare_one < bare_other)


@given(words, words)
def test_a_phrase_stands_after_its_first_word(one, other):
    assert sort_key(one) < sort_key(f"{one} {other}")


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_has_a_key(text):
    assert sort_key(text).isascii()
