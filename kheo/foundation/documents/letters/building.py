"""Fills a letter's text with the words of one record, one body and one signer."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from kheo.foundation.accounts import queries as accounts
from kheo.foundation.documents.letters.definitions import (
    PLACE,
    Definition,
    Field,
    Manner,
    find,
    texts,
)
from kheo.foundation.documents.letters.letter import Letter, Signature
from kheo.foundation.units.models import Body, Post
from kheo.foundation.vietnamese import dates
from kheo.foundation.vietnamese.text import clean

DOTS = "…" * 20
_NO_BREAK = "\u00a0"
# The end of an official text where a head signs under it.
_END = "./."
# A value that ends like a sentence, before the sign of the text around it.
_DOUBLE_STOP = re.compile(r"(?<!\.)\.(?=[.;,](?!\.))")


class MissingFields(ValueError):
    """Words that the letter cannot do without; the message lists them for the officer."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self.fields = tuple(fields)
        super().__init__(
            _("Thiếu thông tin để lập văn bản: %(fields)s.")
            % {"fields": "; ".join(field.vi for field in self.fields)}
        )


def build(
    key: str,
    fields: Mapping[str, str],
    *,
    body: Body,
    signer: Post | None,
    on: date,
) -> Letter:
    """Fill in a letter of law/letters.yaml; raise UnknownLetter or MissingFields.

    Fields that the letter does not use are left aside, so that a room may give all it knows.
    """
    definition = find(key)
    manner = texts().manners.get(body.kind, Manner(short=""))
    words = _words(definition, fields)
    words |= _own(body, signer, manner, on)

    def many(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(part for line in lines for part in _filled(line, words, definition))

    def one(line: str) -> str:
        return " ".join(many((line,)))

    return Letter(
        key=key,
        body=_unbroken(words["body"].upper(), body.unit.full_name.upper()),
        above=_above(body, manner),
        sign=definition.sign.replace("{body_short}", words["body_short"]),
        place=body.unit.name,
        on=on,
        kind=definition.kind,
        subject=one(definition.subject),
        authority=one(definition.authority).upper(),
        grounds=_listed(many(definition.grounds)),
        addressees=many(definition.addressees),
        paragraphs=_ended(many(definition.paragraphs), definition),
        recipients=_listed(many(definition.recipients)),
        signatures=_signatures(definition, words, signer, manner, on),
        body_pk=body.pk,
        signer_pk=signer.pk if signer else None,
    )


def long_name(name: str) -> str:
    """Write a body's name without abbreviations: UBND xã … becomes Ủy ban nhân dân xã …."""
    for short, long in texts().long_names.items():
        name = re.sub(rf"\b{re.escape(short)}\b", long, name)
    return name


def _words(definition: Definition, fields: Mapping[str, str]) -> dict[str, str]:
    words = {f.key: clean(str(fields.get(f.key, ""))).strip() for f in definition.fields}
    missing = [field for field in definition.must_have if not words[field.key]]
    if missing:
        raise MissingFields(missing)
    return {
        key: DOTS if not word and key in definition.blank else word for key, word in words.items()
    }


def _own(body: Body, signer: Post | None, manner: Manner, on: date) -> dict[str, str]:
    name = long_name(body.name)
    return {
        "body": name,
        "body_short": manner.short or body.name,
        "head": f"{manner.head} {name}".strip(),
        "place": body.unit.full_name,
        "day": dates.write_long_date(on),
    }


def _filled(line: str, words: Mapping[str, str], definition: Definition) -> list[str]:
    """Fill one line; it goes when all that it would say is optional and not given."""
    places = [name for name in PLACE.findall(line) if name in definition.optional]
    if places and not any(words[name] for name in places):
        return []
    text = _DOUBLE_STOP.sub("", PLACE.sub(lambda match: words[match[1]], line))
    return [part.strip() for part in text.split("\n") if part.strip()]


def _listed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """End each with a semicolon and the last with a full stop, as the decree writes lists."""
    bare = [line.rstrip(" .;") for line in lines]
    marks = [";"] * (len(bare) - 1) + ["."]
    return tuple(line + mark for line, mark in zip(bare, marks, strict=bool(bare)))


def _ended(paragraphs: tuple[str, ...], definition: Definition) -> tuple[str, ...]:
    if definition.signed_by == "signatures":
        return paragraphs
    return (*paragraphs[:-1], paragraphs[-1].rstrip(" .") + _END)


def _above(body: Body, manner: Manner) -> str:
    if manner.stands_alone or body.parent is None:
        return ""
    return long_name(body.parent.name).upper()


def _unbroken(text: str, name: str) -> str:
    """Keep a unit's name on one line where the head is too narrow for all."""
    return text.replace(name, name.replace(" ", _NO_BREAK))


def _signatures(
    definition: Definition,
    words: Mapping[str, str],
    signer: Post | None,
    manner: Manner,
    on: date,
) -> tuple[Signature, ...]:
    if definition.signed_by == "signatures":
        return tuple(
            Signature((place.title.upper(),), words.get(place.field, ""), place.remark)
            for place in definition.signatures
        )
    holder = accounts.person_in(signer, today=on) if signer else None
    name = holder.full_name if holder else ""
    return (Signature(_lines(definition.signed_by, signer, manner), name),)


def _lines(signed_by: str, signer: Post | None, manner: Manner) -> tuple[str, ...]:
    """Write TM., KT. or TL. above the title, as the post and the kind of letter ask."""
    head = manner.head.upper()
    if signer is None or signer.is_head:
        title = head or (signer.title.upper() if signer else "")
        return (manner.signs.upper(), title) if signed_by == "body" and manner.signs else (title,)
    lines: tuple[str, ...] = ()
    if manner.deputy and signer.title.startswith(manner.deputy):
        lines = (f"KT. {head}", manner.deputy.upper())
        signs = manner.signs.upper()
        return (signs, *lines) if signed_by == "body" and signs else lines
    return (f"TL. {head}", signer.title.upper()) if head else (signer.title.upper(),)
