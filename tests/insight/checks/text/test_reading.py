"""Places survive composing, and number tokens read as what they are."""

import unicodedata
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.vietnamese.numbers import write
from kheo.insight.checks.text import check, figures, reading

LETTERS = "aăâeêioôơuưyđàảãáạằẳẵắặầẩẫấậèéẹềếệìíịòóọồốộờớợùúụừứựỳýỵ ĐHUỶ.,;()/%-0123456789\n\u00a0"
texts = st.text(alphabet=LETTERS, max_size=200)


@given(texts)
def test_every_token_of_a_decomposed_text_is_where_it_is_said_to_be(text):
    raw = unicodedata.normalize("NFD", text)
    composed, offsets = reading.composed(raw)
    for sentence in reading.sentences(composed):
        for token in sentence.tokens:
            cut = raw[offsets.raw(token.start) : offsets.raw(token.end)]
            same, _ = reading.composed(cut)
            assert unicodedata.normalize("NFC", same).lower() == token.text


@given(st.text(max_size=300))
def test_no_text_whatever_breaks_the_checker(text):
    for relation in check(text):
        assert 0 <= relation.start < relation.end <= len(text)


@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_numbers_written_the_vietnamese_way_are_read_back(value):
    figure = figures.read(write(value.normalize()))
    assert figure is not None
    assert figure.value == value
    assert not figure.is_malformed


def test_faulty_numbers_are_read_but_said_to_be_so():
    assert figures.read("3574.303") == (Decimal(3574303), 0, True)
    assert figures.read("4.1") == (Decimal("4.1"), 1, True)
    assert figures.read("34,36,42") is None


def test_a_line_broken_in_a_sentence_goes_on():
    text = "Huyện có 40 hộ, trong đó 25 hộ nghèo\nvà 15 hộ cận nghèo."
    assert len(list(reading.sentences(text))) == 1


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 400))
def test_three_levels_add_up_or_are_called_wrong(one, two, three):
    parts = f"{one} lớp cấp tỉnh; {two} lớp cấp huyện; {three} lớp cấp xã"
    total = one + two + three
    right = check(f"Tỉnh mở {write(Decimal(total))} lớp ({parts}).")
    assert "inconsistent" not in [r.verdict for r in right]
    wrong = check(f"Tỉnh mở {write(Decimal(total + 3))} lớp ({parts}).")
    assert "consistent" not in [r.verdict for r in wrong if r.figures.get("total") == total + 3]
