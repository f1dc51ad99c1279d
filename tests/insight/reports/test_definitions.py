"""The product's reports are Word templates made from readable words; a slip in them is named."""

from zipfile import ZipFile

import pytest

from kheo.foundation.figures import indicators
from kheo.insight.reports import definitions, layout, word
from kheo.insight.returns.models import Cell

KEYS = list(definitions.all_reports())


@pytest.mark.parametrize("key", KEYS)
def test_every_template_of_the_product_can_be_filled(key):
    assert word.read(definitions.all_reports()[key].data).problems == ()


@pytest.mark.parametrize("key", KEYS)
def test_every_figure_of_a_report_is_one_that_is_counted(key):
    asked = word.read(definitions.all_reports()[key].data).asked

    for address in asked.all_figures():
        indicators.get(address.indicator).check(address.pairs)
        assert address.level in Cell.Level.values


@pytest.mark.parametrize("key", KEYS)
def test_a_report_is_kept_under_its_own_key(key):
    assert definitions.all_reports()[key].key == key


@pytest.mark.parametrize("key", KEYS)
def test_the_file_is_what_the_words_make(key, tmp_path):
    layout.make(definitions.DATA / f"{key}.yaml", tmp_path / "anew.docx")

    with ZipFile(definitions.DATA / f"{key}.docx") as kept, ZipFile(tmp_path / "anew.docx") as made:
        assert kept.read("word/document.xml") == made.read("word/document.xml")
