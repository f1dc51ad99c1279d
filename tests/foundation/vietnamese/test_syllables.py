"""Real words are pronounceable, misread ones are not."""

import re

import pytest

from kheo.foundation.vietnamese.syllables import is_syllable
from kheo.foundation.vietnamese.text import nfc
from tests.foundation.vietnamese.samples import SYLLABLES, TEXTS


@pytest.mark.parametrize("word", [*SYLLABLES, "gì", "gìn", "giếng", "quốc", "hoá", "Ủy", "nghiêng"])
def test_sound_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["céng", "décision", "viöt", "xaõ", "hoäi", "đôc", "bàc", "đđ", "", "HĐND", "áá"]
)
def test_other_letters_are_not(word):
    assert is_syllable(word) is (word == "céng")


def test_nearly_every_marked_word_of_real_text_is_a_syllable():
    words = re.findall(r"[^\W\d_]+", nfc(" ".join(TEXTS)))
    marked = [word for word in words if not word.isascii() and not word.isupper()]

    assert sum(map(is_syllable, marked)) / len(marked) > 0.97
