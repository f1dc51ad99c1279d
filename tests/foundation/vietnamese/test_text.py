"""One form for each text, whatever keyboard, file or phone it came from."""

import unicodedata

import pytest
from hypothesis import given

from kheo.foundation.vietnamese.text import clean, fold, graphemes, nfc, one_spelling, words
from tests.foundation.vietnamese.samples import TEXTS, any_text, vietnamese


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_goes_through(text):
    assert fold(one_spelling(text)) == fold(text)
    assert clean(clean(text)) == clean(text)
    assert graphemes(text) <= len(text)
    assert all(word == fold(word) for word in words(text))


@pytest.mark.parametrize("text", TEXTS)
def test_decomposed_text_is_the_same_text(text):
    decomposed = unicodedata.normalize("NFD", text)

    assert nfc(decomposed) == nfc(text)
    assert fold(decomposed) == fold(text)
    assert one_spelling(decomposed) == one_spelling(text)
    assert graphemes(decomposed) == graphemes(text)


@given(any_text)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_folding_does_not_see_composition_or_spelling(text):
    assert fold(nfc(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(one_spelling(text)) == fold(text)


@given(vietnamese)
def test_the_fast_way_and_the_slow_way_agree(text):
    # An emoji is outside the fast table and sends the whole text the slow way.
    assert fold(text + "😀") == fold(text) + "😀"


@given(vietnamese)
def test_a_place_in_the_folded_text_is_the_place_in_the_composed_text(text):
    loose = sum(unicodedata.combining(character) > 0 for character in nfc(text))

    assert len(fold(text)) == len(nfc(text)) - loose


@given(any_text)
def test_one_spelling_is_reached_in_one_step(text):
    assert one_spelling(one_spelling(text)) == one_spelling(text)


@given(any_text)
def test_cleaned_text_is_clean_and_fit_for_utf8(text):
    once = clean(text)

    assert clean(once) == once
    assert once.encode("utf-8").decode("utf-8") == once
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in once)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đường Hoà Bình", "duong hoa binh"),
        ("hóa", "hoa"),
        ("ƯỚC MƠ ẶT Ỹ", "uoc mo at y"),
        ("Ðà Nẵng", "da nang"),  # the Icelandic letter of older keyboards
        ("“km²” – …", '"km2" - .'),
        ("a\u00a0b", "a b"),
        ("한국 ไทย", "한국 ไทย"),
        ("ꪼꪎ ꪵꪝꪙ", "ꪼꪎ ꪵꪝꪙ"),  # Tai Viet keeps its vowels
        ("\ud800", "\ud800"),
        ("", ""),
    ],
)
def test_folding_examples(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("hoá", "hóa"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("Uỷ ban", "Ủy ban"),
        ("thuỷ, khoẻ, loè", "thủy, khỏe, lòe"),
        ("quý quỹ quỳ", "quý quỹ quỳ"),
        ("toàn hoạt khuỷu ngoài", "toàn hoạt khuỷu ngoài"),
        ("tòan hụych", "toàn huỵch"),
        ("qúa gìa gíó qủan", "quá già gíó quản"),
        ("gìn giữ nghĩa", "gìn giữ nghĩa"),
        ("hoà", "hòa"),
    ],
)
def test_tones_are_spelled_one_way(written, spelled):
    assert one_spelling(written) == spelled


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("a\x00\x07\x1b\x7fb", "ab"),
        ("a\tb", "a\tb"),
        ("a\u00a0b\u202fc\u3000d", "a b c d"),
        ("\ufeffViệt\u200b\u00ad Nam\u202e", "Việt Nam"),
        ("e\u200b\u0302\u0323", "ệ"),
        ("👩‍🌾", "👩‍🌾"),
        ("\ud83d", "\ufffd"),
        ("  hai  ", "  hai  "),
    ],
)
def test_cleaning_examples(typed, kept):
    assert clean(typed) == kept


def test_words_are_folded_runs_of_letters_and_digits():
    found = words("Nghị quyết 25-NQ/TW: “dân vận_khéo” 1.190")

    assert found == ["nghi", "quyet", "25", "nq", "tw", "dan", "van", "kheo", "1", "190"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Tiếng Việt", 10),
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", 10),
        ("👨‍👩‍👧", 1),
        ("👍🏽", 1),
        ("🇻🇳🇱🇦", 2),
        ("🇻🇳🇻", 2),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1),
        ("☎️☎️", 2),
        ("a\r\nb", 3),
        ("\u0301a", 2),
        ("각각", 2),
        ("\u1100\u1161\u11a8", 1),
        ("a\u200d😀", 2),
        ("x" + "\u0316" * 1000, 1),
    ],
)
def test_graphemes_are_counted_as_a_person_counts(text, count):
    assert graphemes(text) == count


def test_a_megabyte_of_anything_is_taken_in_stride():
    for text in ("\u0301" * 500_000, "😀" * 250_000, "\x00" * 1_000_000, "ệ" * 330_000):
        assert len(fold(text)) <= len(text)
        assert graphemes(clean(text)) <= len(text)
