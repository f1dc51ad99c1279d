"""Reads which indicators the returns count, and in which words, from data."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.functional import lazy
from django.utils.translation import get_language

from kheo.foundation.figures.indicators import Indicator

DATA = Path(__file__).parent / "data"


def read() -> list[Indicator]:
    """Return the indicators of data/indicators.yaml."""
    text = (DATA / "indicators.yaml").read_text(encoding="utf-8")
    return [_indicator(code, entry) for code, entry in yaml.safe_load(text).items()]


@cache
def sources() -> dict[str, dict[str, str]]:
    """Return title and article of the texts that the first figures come from."""
    found: dict[str, dict[str, str]] = yaml.safe_load(
        (DATA / "sources.yaml").read_text(encoding="utf-8")
    )
    return found


def _indicator(code: str, entry: dict[str, Any]) -> Indicator:
    return Indicator(
        code=code,
        label=_said(entry),
        unit_of_count=_said(entry["count"]),
        breakdowns={
            key: {value: _said(words) for value, words in values.items()}
            for key, values in entry.get("breakdowns", {}).items()
        },
    )


def _said(words: dict[str, str]) -> str:
    """Say words, when asked, in the reader's language; in Vietnamese where there is no other."""
    return lazy(_pick, str)(words["vi"], words.get("en", words["vi"]))


def _pick(vietnamese: str, english: str) -> str:
    return english if (get_language() or "").startswith("en") else vietnamese
