"""The checker on the five seeds that the product carries."""

from pathlib import Path

from kheo.insight.checks.text import check
from kheo.insight.checks.text.relations import Verdict

SEEDS = Path(__file__).parents[3] / "kheo" / "know" / "news" / "seeds"


def seed(number):
    return next(SEEDS.glob(f"{number:03d}_*.txt")).read_text(encoding="utf-8")


def sums(verdict):
    return [
        (r.figures["total"], list(r.figures["parts"]))
        for r in check(seed(4))
        if r.kind == "sum_of_parts" and r.verdict is verdict
    ]


def test_the_wrong_total_of_the_ten_year_report_is_marked():
    text = seed(4)
    wrong = [r for r in check(text) if r.verdict is Verdict.INCONSISTENT]
    assert [(r.figures["total"], list(r.figures["parts"])) for r in wrong] == [
        (1191, [8, 156, 947])
    ]
    assert text[wrong[0].start : wrong[0].end].startswith("1.191 hội nghị")


def test_its_right_sums_are_found_and_left_in_peace():
    right = sums(Verdict.CONSISTENT)
    assert (2685, [46, 564, 2075]) in right
    assert (2670, [227, 2443]) in right
    assert (1683, [1022, 661]) in right
    assert (351, [9, 15, 20, 1, 2, 66, 104, 60, 40, 1, 33]) in right


def test_the_other_seeds_are_not_called_wrong():
    for number in (0, 1, 2, 3):
        assert [r.why for r in check(seed(number)) if r.verdict is Verdict.INCONSISTENT] == []
