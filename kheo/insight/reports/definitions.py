"""The reports that come with the product: a Word template each, and what a list says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Definition:
    """A template with the name and the usual period of what is made from it.

    `number` is the version, 0 for what comes with the product; `names` are figures as they were
    found when the template was taken in.
    """

    key: str
    title: str
    since: date
    until: date
    is_public: bool
    data: bytes
    number: int = 0
    names: Mapping[str, str] | None = None

    def titled(self, unit_name: str) -> str:
        """Name the report of one unit."""
        return self.title.replace("{{ tên_riêng }}", unit_name)


def read(path: Path) -> dict[str, Any]:
    """Read the words and facts of a report of the product."""
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@cache
def all_reports() -> Mapping[str, Definition]:
    """Return the reports of the product by key."""
    found = (_definition(path, read(path)) for path in sorted(DATA.glob("*.yaml")))
    return {definition.key: definition for definition in found}


def _definition(path: Path, entry: Mapping[str, Any]) -> Definition:
    return Definition(
        key=entry["key"],
        title=entry["title"],
        since=entry["since"],
        until=entry["until"],
        is_public=entry["is_public"],
        data=path.with_suffix(".docx").read_bytes(),
    )
