"""Reads indicators and their words, in both languages, from a room's data file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from django.utils.functional import lazy

from kheo.foundation import tongues
from kheo.foundation.figures.indicators import Gathering, Indicator


def read(path: Path) -> list[Indicator]:
    """Return the indicators of a file; `vi` is what people read, `en` its translation.

    `count` is the thing counted; `breakdowns` the ways a number is divided; `rows` and `counts`
    the functions of the room behind it; `counts_people` marks numbers of persons;
    `gathers` is how months and units make one number, `numerator` and `denominator` what a share
    is divided of.
    """
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [_indicator(code, entry) for code, entry in written.items()]


def _indicator(code: str, entry: Mapping[str, Any]) -> Indicator:
    return Indicator(
        code=code,
        label=said(entry),
        unit_of_count=said(entry["count"]),
        breakdowns={
            key: {value: said(words) for value, words in values.items()}
            for key, values in entry.get("breakdowns", {}).items()
        },
        rows=entry.get("rows", ""),
        counts=entry.get("counts", ""),
        counts_people=bool(entry.get("counts_people", False)),
        gathers=Gathering(entry.get("gathers", Gathering.SUM)),
        numerator=entry.get("numerator", ""),
        denominator=entry.get("denominator", ""),
    )


def said(words: Mapping[str, str]) -> str:
    """Say words, when asked, in the reader's language; in Vietnamese where there is no other."""
    return lazy(tongues.pick, str)(words["vi"], words.get("en", words["vi"]))
