"""Reads the texts of letters from law/letters.yaml; what contradicts itself is refused."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from django.conf import settings

PLACE = re.compile(r"\{([^{}]*)\}")
# Filled by the program from body, post and day.
OWN = frozenset({"body", "body_short", "head", "place", "day"})
_TEXTS = ("subject", "authority")
_LISTS = ("addressees", "grounds", "paragraphs", "recipients")
_NEEDED = ("vi", "kind", "sign", "subject", "paragraphs", "form", "confidence")
_KNOWN = {*_NEEDED, *_TEXTS, *_LISTS, "signed_by", "signatures", "blank", "optional", "note"}
_SIGNED_BY = ("body", "head", "signatures")


class LettersUnreadable(ValueError):
    """law/letters.yaml contradicts itself; the message says where."""


class UnknownLetter(LookupError):
    """law/letters.yaml has no letter of this key."""


@dataclass(frozen=True)
class Field:
    """A place in letters that somebody fills: its label, and whether it takes many lines."""

    key: str
    vi: str
    is_long: bool


@dataclass(frozen=True)
class Manner:
    """How bodies of a kind are written in letters."""

    short: str
    signs: str = ""
    head: str = ""
    deputy: str = ""
    stands_alone: bool = False


@dataclass(frozen=True)
class SigningPlace:
    """A place for a name under minutes and receipts."""

    title: str
    remark: str
    field: str


@dataclass(frozen=True)
class Definition:
    """A letter before anything is filled in."""

    key: str
    vi: str
    kind: str
    sign: str
    form: str
    confidence: str
    signed_by: str
    subject: str
    paragraphs: tuple[str, ...]
    authority: str = ""
    addressees: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[SigningPlace, ...] = ()
    fields: tuple[Field, ...] = ()
    blank: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()

    @property
    def must_have(self) -> tuple[Field, ...]:
        """The fields without which the letter is not made."""
        return tuple(f for f in self.fields if f.key not in self.blank | self.optional)


@dataclass(frozen=True)
class Texts:
    """The whole of law/letters.yaml."""

    letters: Mapping[str, Definition]
    manners: Mapping[str, Manner]
    long_names: Mapping[str, str]


@cache
def texts(law_dir: Path | None = None) -> Texts:
    """Read and check the file; raise LettersUnreadable."""
    path = (law_dir or settings.LAW_DIR) / "letters.yaml"
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    fields = {
        key: Field(key, field["vi"], bool(field.get("long")))
        for key, field in written["fields"].items()
    }
    letters = {key: _definition(key, entry, fields) for key, entry in written["letters"].items()}
    unused = fields.keys() - {f.key for letter in letters.values() for f in letter.fields}
    _refuse("fields", unused, "không mẫu nào dùng")
    return Texts(
        MappingProxyType(letters),
        MappingProxyType({key: Manner(**entry) for key, entry in written["bodies"].items()}),
        MappingProxyType(dict(written["long_names"])),
    )


def all_letters() -> Mapping[str, Definition]:
    """Return every letter by key."""
    return texts().letters


def find(key: str) -> Definition:
    """Return a letter; raise UnknownLetter."""
    try:
        return texts().letters[key]
    except KeyError as missing:
        raise UnknownLetter(key) from missing


def _definition(key: str, entry: dict[str, Any], fields: Mapping[str, Field]) -> Definition:
    where = f"letters.{key}"
    _refuse(where, [name for name in _NEEDED if name not in entry], "thiếu")
    _refuse(where, entry.keys() - _KNOWN, "lạ")
    signed_by = entry.get("signed_by", "body")
    _refuse(where, {signed_by} - set(_SIGNED_BY), "signed_by lạ")
    places = tuple(_signing_place(one) for one in entry.get("signatures", ()))
    used = dict.fromkeys([*_names(entry), *(p.field for p in places if p.field)])
    asked = [name for name in used if name not in OWN]
    _refuse(where, [name for name in asked if name not in fields], "trường chưa khai báo")
    loose = {*entry.get("blank", ()), *entry.get("optional", ())}
    _refuse(where, loose - set(asked), "trường không có trong lời")
    plain: dict[str, Any] = {
        **{name: entry[name] for name in ("vi", "kind", "sign", "form", "confidence")},
        **{name: entry.get(name, "") for name in _TEXTS},
        **{name: tuple(entry.get(name, ())) for name in _LISTS},
    }
    return Definition(
        key=key,
        signed_by=signed_by,
        signatures=places,
        fields=tuple(field for name, field in fields.items() if name in used),
        blank=frozenset(entry.get("blank", ())),
        optional=frozenset(entry.get("optional", ())),
        **plain,
    )


def _signing_place(entry: Mapping[str, str]) -> SigningPlace:
    return SigningPlace(entry["title"], entry.get("remark", ""), entry.get("field", ""))


def _names(entry: Mapping[str, Any]) -> Iterator[str]:
    for name in _TEXTS:
        yield from PLACE.findall(entry.get(name, ""))
    for name in _LISTS:
        for text in entry.get(name, ()):
            yield from PLACE.findall(text)


def _refuse(where: str, wrong: Any, why: str) -> None:
    if wrong:
        named = ", ".join(sorted(wrong))
        raise LettersUnreadable(f"law/letters.yaml: {where}: {why}: {named}")
