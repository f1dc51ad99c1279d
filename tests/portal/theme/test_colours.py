"""Whatever three colours a province chooses, its words can be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.portal.theme import colours
from kheo.portal.theme.colours import LEGIBLE, NotAColour, Palette, contrast, legible, style_sheet

hexes = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def property_of(sheet, name):
    return re.search(rf"--kh-{name}:(#[0-9a-f]{{6}})", sheet).group(1)


def test_contrast_of_black_on_white_is_the_highest():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert contrast("#1f4e79", "#1f4e79") == 1


def test_our_own_indigo_stays_as_it_is():
    assert legible("#1f4e79", on="#ffffff") == "#1f4e79"


@given(hexes, st.sampled_from(["#ffffff", "#f7f5f0", "#1b222b", "#12171d"]))
def test_a_legible_colour_can_be_read_on_its_ground(colour, ground):
    assert contrast(legible(colour, on=ground), ground) >= LEGIBLE


@given(hexes, hexes)
def test_white_words_stand_on_any_leading_colour(lead, action):
    sheet = style_sheet(Palette(lead=lead, action=action, paper="#ffffff"))

    assert contrast(property_of(sheet, "lead-fill"), "#ffffff") >= LEGIBLE
    assert contrast(property_of(sheet, "on-gold"), action) >= LEGIBLE


def test_shade_and_mix_stay_within_the_colours():
    assert colours.shade("#ffffff", 0.5) == "#ffffff"
    assert colours.mix("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("written", ["red", "#fff", "#1f4e79;}body{", "", "#GGGGGG"])
def test_anything_but_six_hex_digits_is_refused(written):
    with pytest.raises(NotAColour):
        Palette(lead=written, action="#f0b429", paper="#f7f5f0")
