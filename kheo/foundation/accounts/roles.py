"""The roles that posts carry, read from law/roles.yaml; a contradiction is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from django.conf import settings

from kheo.foundation import tongues


class RolesUnreadable(Exception):
    """law/roles.yaml contradicts itself; the message says where."""


@dataclass(frozen=True)
class Role:
    """What one kind of post may do, in the words of the file and for the program."""

    key: str
    vi: str
    en: str
    may: str
    may_en: str
    capabilities: frozenset[str]
    basis: str

    @property
    def title(self) -> str:
        """The role's name in the language of the page."""
        return tongues.pick(self.vi, self.en)

    @property
    def words(self) -> str:
        """What the role may do, in the language of the page."""
        return tongues.pick(self.may, self.may_en)


@cache
def roles(law_dir: Path | None = None) -> Mapping[str, Role]:
    """Read every role, by key."""
    written = _written(law_dir or settings.LAW_DIR)
    return MappingProxyType(
        {
            key: _role(key, fields, written["capabilities"])
            for key, fields in written["roles"].items()
        }
    )


@cache
def capabilities(law_dir: Path | None = None) -> Mapping[str, Mapping[str, str]]:
    """Read what each capability means, by key."""
    return MappingProxyType(_written(law_dir or settings.LAW_DIR)["capabilities"])


@cache
def roles_with(capability: str) -> frozenset[str]:
    """Name the roles that open a capability; refuse one that no file knows."""
    if capability not in capabilities():
        raise RolesUnreadable(f"law/roles.yaml: không có quyền {capability}")
    return frozenset(key for key, role in roles().items() if capability in role.capabilities)


def _written(law_dir: Path) -> dict[str, Any]:
    with (law_dir / "roles.yaml").open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file))


def _role(key: str, fields: dict[str, Any], known: Mapping[str, Any]) -> Role:
    missing = {"vi", "en", "may", "may_en", "capabilities", "basis"} - fields.keys()
    if missing:
        raise RolesUnreadable(f"law/roles.yaml: roles.{key} thiếu {', '.join(sorted(missing))}")
    unknown = set(fields["capabilities"]) - known.keys()
    if unknown:
        raise RolesUnreadable(f"law/roles.yaml: roles.{key}: lạ {', '.join(sorted(unknown))}")
    return Role(key=key, **{**fields, "capabilities": frozenset(fields["capabilities"])})
