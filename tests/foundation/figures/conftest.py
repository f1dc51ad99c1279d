"""An indicator of the tests' own, with two breakdowns."""

from datetime import date

import pytest

from kheo.foundation.figures import indicators
from kheo.foundation.figures.indicators import Indicator, Row, Scope

CALLS = Indicator(
    code="test.calls",
    label="Cuộc gọi",
    unit_of_count="cuộc",
    breakdowns={
        "kind": {"asked": "hỏi", "told": "báo"},
        "channel": {"phone": "điện thoại", "web": "mạng"},
    },
    rows="tests.foundation.figures.conftest.calls_behind",
)
MARCH = date(2026, 3, 14)


def calls_behind(scope: Scope, first: int, count: int) -> list[Row]:
    every = [Row(f"{scope.unit.name} {number}", f"/goi/{number}/") for number in range(3)]
    return every[first : first + count]


@pytest.fixture(autouse=True)
def _calls_are_known():
    indicators.register(CALLS)
