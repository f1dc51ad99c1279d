"""Statements about things (RDF), written as Turtle and as JSON-LD without asking any other site.

Every thing has an address, so there are no blank nodes, and both files say the same.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_ADDRESSES = re.compile(r'[\x00-\x20<>"{}|^`\\]')


@dataclass(frozen=True)
class Address:
    """A thing, by its address or by a prefix and a name: dcat:Dataset."""

    name: str

    @property
    def whole(self) -> str:
        if self.is_short:
            prefix, _colon, rest = self.name.partition(":")
            return PREFIXES[prefix] + rest
        return _NOT_IN_ADDRESSES.sub(lambda sign: f"%{ord(sign[0]):02X}", self.name)

    @property
    def is_short(self) -> bool:
        prefix, colon, rest = self.name.partition(":")
        return bool(colon) and prefix in PREFIXES and not rest.startswith("//")


@dataclass(frozen=True)
class Words:
    """A text, in a language or of a type."""

    text: str
    language: str = ""
    type: str = ""


Thing = Address | Words
Triple = tuple[Address, Address, Thing]
TYPE = Address("rdf:type")


def turtle(triples: Iterable[Triple]) -> Iterator[str]:
    """Write statements as Turtle, one subject at a time."""
    for prefix, address in PREFIXES.items():
        yield f"@prefix {prefix}: <{address}> .\n"
    for subject, said in _grouped(triples).items():
        lines = [f"{_turtle(verb)} {_turtle(thing)}" for verb, thing in said]
        yield f"\n{_turtle(subject)}\n    " + " ;\n    ".join(lines) + " .\n"


def _turtle(thing: Thing) -> str:
    if isinstance(thing, Address):
        return thing.name if thing.is_short else f"<{thing.whole}>"
    text = "".join(_ESCAPES.get(sign, sign) for sign in thing.text)
    if thing.language:
        return f'"{text}"@{thing.language}'
    return f'"{text}"^^{thing.type}' if thing.type else f'"{text}"'


def json_ld(triples: Iterable[Triple]) -> str:
    """Write statements as JSON-LD whose context stands within."""
    nodes = []
    for subject, said in _grouped(triples).items():
        node: dict[str, Any] = {"@id": _name(subject)}
        for verb, thing in said:
            key = "@type" if verb == TYPE else verb.name
            node.setdefault(key, []).append(_json(thing, is_type=verb == TYPE))
        nodes.append(node)
    return json.dumps({"@context": PREFIXES, "@graph": nodes}, ensure_ascii=False, indent=1)


def _json(thing: Thing, *, is_type: bool) -> Any:
    if isinstance(thing, Address):
        return _name(thing) if is_type else {"@id": _name(thing)}
    said = {"@value": thing.text}
    if thing.language:
        said["@language"] = thing.language
    elif thing.type:
        said["@type"] = thing.type
    return said


def _name(thing: Address) -> str:
    return thing.name if thing.is_short else thing.whole


def _grouped(triples: Iterable[Triple]) -> dict[Address, list[tuple[Address, Thing]]]:
    found: dict[Address, list[tuple[Address, Thing]]] = {}
    for subject, verb, thing in dict.fromkeys(triples):
        found.setdefault(subject, []).append((verb, thing))
    return found
