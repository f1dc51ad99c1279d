"""How bodies and their heads are called at each level, read from law/roles.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml
from django.conf import settings


@dataclass(frozen=True)
class Titles:
    """Patterns of the names of a body and its head at one level."""

    name: str
    head: str


@dataclass(frozen=True)
class BodyKind:
    """A kind of body; `head_role` is the role of its head's post."""

    key: str
    vi: str
    en: str
    basis: str
    head_role: str
    at: Mapping[str, Titles]


@cache
def kinds(law_dir: Path | None = None) -> Mapping[str, BodyKind]:
    """Read every kind of body, by key."""
    with ((law_dir or settings.LAW_DIR) / "roles.yaml").open(encoding="utf-8") as file:
        written = yaml.safe_load(file)["bodies"]
    return MappingProxyType({key: _kind(key, fields) for key, fields in written.items()})


def _kind(key: str, fields: dict[str, str | dict[str, dict[str, str]]]) -> BodyKind:
    at = fields["at"]
    if not isinstance(at, dict):
        raise TypeError(f"law/roles.yaml: bodies.{key}.at")
    return BodyKind(
        key=key,
        vi=str(fields["vi"]),
        en=str(fields["en"]),
        basis=str(fields["basis"]),
        head_role=str(fields.get("head_role", "head")),
        at={level: Titles(**titles) for level, titles in at.items()},
    )
