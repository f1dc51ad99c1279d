"""Kinds of official documents, issuers above us, fields of work: law/document_kinds.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from django.conf import settings

from kheo.foundation import tongues
from kheo.foundation.vietnamese import text

FAMILIES = frozenset({"state", "party", "law"})
LEVELS = frozenset({"central", "province", "district", "commune"})


class KindsUnreadable(ValueError):
    """law/document_kinds.yaml contradicts itself; the message says where."""


@dataclass(frozen=True)
class Kind:
    """A kind of document and the signs it is numbered with."""

    key: str
    vi: str
    en: str
    signs: tuple[str, ...]
    family: frozenset[str]
    source: str
    confidence: str

    @property
    def name(self) -> str:
        """The kind's name in the language of the page, as a heading begins with it."""
        return _capital(tongues.pick(self.vi, self.en))


@dataclass(frozen=True)
class Issuer:
    """Who issues documents and is no body of ours; `is_local` ones are of this province."""

    key: str
    vi: str
    en: str
    signs: tuple[str, ...]
    also: tuple[str, ...]
    level: str
    is_local: bool


@dataclass(frozen=True)
class Field:
    """A field of work."""

    key: str
    vi: str
    en: str

    @property
    def name(self) -> str:
        return tongues.pick(self.vi, self.en)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@cache
def _written(law_dir: Path) -> dict[str, dict[str, dict[str, Any]]]:
    with (law_dir / "document_kinds.yaml").open(encoding="utf-8") as file:
        written: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(file)
    return written


@cache
def kinds(law_dir: Path | None = None) -> Mapping[str, Kind]:
    """Read every kind, by key, in the order of the file."""
    written = _written(law_dir or settings.LAW_DIR)["kinds"]
    return MappingProxyType({key: _kind(key, fields) for key, fields in written.items()})


def _kind(key: str, fields: dict[str, Any]) -> Kind:
    family = frozenset(fields["family"])
    if not family or not family <= FAMILIES:
        raise KindsUnreadable(f"document_kinds.yaml: {key} is of no known family")
    return Kind(
        key,
        fields["vi"],
        fields["en"],
        tuple(fields["signs"]),
        family,
        fields["source"],
        fields["confidence"],
    )


@cache
def issuers(law_dir: Path | None = None) -> tuple[Issuer, ...]:
    """Read who issues documents above or beside our bodies."""
    written = _written(law_dir or settings.LAW_DIR)["issuers"]
    return tuple(_issuer(key, fields) for key, fields in written.items())


def _issuer(key: str, fields: dict[str, Any]) -> Issuer:
    if fields["level"] not in LEVELS:
        raise KindsUnreadable(f"document_kinds.yaml: {key} is of no known level")
    return Issuer(
        key,
        fields["vi"],
        fields["en"],
        tuple(fields["signs"]),
        tuple(fields.get("also", ())),
        fields["level"],
        bool(fields.get("is_local", False)),
    )


@cache
def fields(law_dir: Path | None = None) -> Mapping[str, Field]:
    """Read the fields of work, by key."""
    written = _written(law_dir or settings.LAW_DIR)["fields"]
    return MappingProxyType({key: Field(key, one["vi"], one["en"]) for key, one in written.items()})


# --- Finding ----------------------------------------------------------------------------------


def with_sign(sign: str) -> tuple[Kind, ...]:
    """List the kinds that are numbered with a sign, best spelling first: HD is not HĐ."""
    for spelled in (str, str.casefold, text.fold):
        wanted = spelled(sign)
        if found := [k for k in kinds().values() if wanted in map(spelled, k.signs)]:
            return tuple(found)
    return ()


def named(words: str) -> Kind | None:
    """Find the kind that a text begins with: "Kế hoạch số 35…"; the longest name wins."""
    said = text.fold(text.one_spelling(words)).strip()
    fitting = [kind for kind in kinds().values() if _begins(said, text.fold(kind.vi))]
    return max(fitting, key=lambda kind: len(kind.vi), default=None)


def _begins(said: str, name: str) -> bool:
    return said == name or said.startswith((f"{name} ", f"{name}:"))


def issuer_named(name: str) -> Issuer | None:
    """Find an issuer of the list by its own name, with or without marks."""
    wanted = text.fold(text.one_spelling(name)).strip()
    own = [one for one in issuers() if text.fold(one.vi) == wanted]
    other = [one for one in issuers() if wanted in map(text.fold, one.also)]
    return next(iter(own or other), None)


def issuers_signing(sign: str) -> tuple[Issuer, ...]:
    """List the issuers that sign so."""
    return tuple(one for one in issuers() if sign.casefold() in map(str.casefold, one.signs))


@cache
def level_words(law_dir: Path | None = None) -> Mapping[str, tuple[str, ...]]:
    """Read by which words the level of an issuer is told."""
    written: dict[str, Any] = _written(law_dir or settings.LAW_DIR)["level_words"]
    return MappingProxyType({level: tuple(words) for level, words in written.items()})


def level_of(name: str) -> str:
    """Tell the level of an issuer by its name; "" when the words do not say."""
    said = f" {' '.join(text.words(name))} "
    for level, words in level_words().items():
        if any(f" {word} " in said for word in words):
            return level
    return ""


@cache
def columns(law_dir: Path | None = None) -> Mapping[str, str]:
    """Read how columns of lists are called: folded heading to the name of the field."""
    written: dict[str, Any] = _written(law_dir or settings.LAW_DIR)["columns"]
    return MappingProxyType({said: name for name, all_said in written.items() for said in all_said})
