"""A board's file is read strictly: what it cannot mean is refused by file, panel and field."""

import pytest
import yaml

from kheo.foundation.clock.errors import BrokenRuleFile
from kheo.foundation.figures import indicators
from kheo.insight.dashboards import definitions
from kheo.insight.dashboards.definitions import DATA, FILE

PANEL = {
    "vi": "Văn bản",
    "en": "Documents",
    "kind": "column",
    "by": "month",
    "source": "figures",
    "numbers": [{"address": "documents.issued@all", "vi": "Ban hành", "en": "Issued"}],
}


def read(tmp_path, **written):
    (tmp_path / FILE).write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    return definitions.boards(tmp_path)


def test_every_number_of_the_product_is_counted_by_somebody():
    named = {
        number.address
        for board in definitions.boards().values()
        for panel in board.every
        for number in panel.numbers
    }

    for address in named:
        indicators.get(address.indicator).check(address.pairs)
    assert {board.key for board in definitions.boards().values()} == set(definitions.BOARDS)


def test_the_public_board_holds_nothing_of_officers():
    public = definitions.boards()["public"]

    assert not {panel.source for panel in public.every} & set(definitions.OFFICIAL)


def test_an_operator_adds_a_chart_without_code(tmp_path):
    boards = read(
        tmp_path, panels={"documents": PANEL}, boards={"province": {"charts": ["documents"]}}
    )

    assert boards["province"].panels[-1].title.vi == "Văn bản"
    assert boards["public"] == definitions.boards()["public"]


def test_an_operator_takes_the_place_of_a_panel(tmp_path):
    boards = read(tmp_path, panels={"received": PANEL})

    titles = [panel.title.vi for panel in boards["public"].panels if panel.key == "received"]
    assert titles == ["Văn bản"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "pie"),
        ("kind", "map"),
        ("by", "village"),
        ("source", "rumours"),
        ("numbers", []),
        ("numbers", [{"address": "documents", "vi": "a", "en": "b"}]),
        ("compare", "last_week"),
        ("colour", "red"),
        ("vi", ""),
        ("tone", "#ff0000"),
    ],
)
def test_a_panel_that_means_nothing_is_refused_with_its_field(tmp_path, field, value):
    with pytest.raises(BrokenRuleFile) as refused:
        read(tmp_path, panels={"documents": {**PANEL, field: value}})

    assert refused.value.file == FILE
    said = str(refused.value)
    assert "panels.documents" in said or "address" in said


def test_a_board_that_names_no_panel_is_refused(tmp_path):
    with pytest.raises(BrokenRuleFile, match="missing_one"):
        read(tmp_path, boards={"public": {"charts": ["missing_one"]}})


def test_what_officers_owe_is_not_put_on_the_public_board(tmp_path):
    with pytest.raises(BrokenRuleFile):
        read(tmp_path, boards={"public": {"charts": ["duties"]}})


def test_the_files_form_is_told_in_the_operators_guide():
    keys = yaml.safe_load((DATA / FILE).read_text(encoding="utf-8"))

    assert set(keys) == {"boards", "panels"}
