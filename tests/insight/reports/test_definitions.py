"""A report's words are data; a slip in them is named."""

import pytest

from kheo.foundation.figures import indicators
from kheo.foundation.figures.addresses import Address, MalformedAddress
from kheo.insight.reports import definitions
from kheo.insight.reports.definitions import UnknownWord, Word
from kheo.insight.returns.models import Cell


def test_a_sentence_is_split_at_its_places():
    assert definitions.parse("Tại {đơn vị}: {villages.total@village} bản.") == (
        "Tại ",
        Word("đơn vị"),
        ": ",
        Address("villages.total", "", "village"),
        " bản.",
    )


def test_an_unknown_word_is_refused():
    with pytest.raises(UnknownWord, match="tỉnh ta"):
        definitions.parse("Tại {tỉnh ta}")


def test_a_malformed_figure_is_refused():
    with pytest.raises(MalformedAddress):
        definitions.parse("Có {Bản@village} bản")


@pytest.mark.parametrize("key", definitions.all_reports())
def test_every_figure_of_a_report_is_one_that_is_counted(key):
    for address in definitions.all_reports()[key].addresses():
        indicators.get(address.indicator).check(address.pairs)
        assert address.level in Cell.Level.values


@pytest.mark.parametrize("key", definitions.all_reports())
def test_a_report_is_kept_under_its_own_key(key):
    assert definitions.all_reports()[key].key == key
