"""The officers' page on rules says what the program says: each of its examples is tried."""

from pathlib import Path

import pytest

from kheo.foundation.vietnamese import numbers
from kheo.insight.checks import rules
from kheo.insight.checks.rules import Verdict

GUIDE = Path(__file__).parents[4] / "docs" / "huong-dan" / "quy-tac.md"
RESULTS = {
    "đúng": Verdict.CONSISTENT,
    "sai": Verdict.INCONSISTENT,
    "chưa rõ": Verdict.CANNOT_TELL,
}


def examples():
    for line in GUIDE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if len(cells) == 5 and cells[1].startswith("`"):
            yield pytest.param(cells[1].strip("`"), *cells[2:], id=cells[0].strip("| "))


@pytest.mark.parametrize(("text", "values", "result", "said"), list(examples()))
def test_an_example_of_the_guide_is_true(text, values, result, said):
    rule = rules.parse(text)
    given = [None if one == "–" else numbers.parse(one).value for one in values.split("; ")]

    outcome = rules.evaluate(rule, dict(zip(rule.names, given, strict=True)))

    assert (outcome.verdict, outcome.arithmetic) == (RESULTS[result], said.strip(" |"))


def test_the_guide_has_examples():
    assert len(list(examples())) == 19
