"""Writes answers of GeoReport v2 as JSON or XML, refusals in the shape that it demands."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Tree

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

XML, JSON = "xml", "json"
TYPES = {XML: "text/xml; charset=utf-8", JSON: "application/json; charset=utf-8"}
# What XML 1.0 cannot carry.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Row = Mapping[str, Any]


class Refused(Exception):
    """A question that is refused with a status of HTTP and a sentence."""

    def __init__(self, status: int, sentence: str | Promise) -> None:
        super().__init__(status, str(sentence))
        self.status, self.sentence = status, str(sentence)


@dataclass(frozen=True)
class Sheet:
    """Rows with the names that XML gives to all of them and to each."""

    root: str
    item: str
    rows: Sequence[Row]


def format_of(request: HttpRequest, ending: str | None) -> str:
    """Take the ending of the address, else what the client prefers, else JSON."""
    if ending:
        return ending
    preferred = request.get_preferred_type(["application/json", "text/xml", "application/xml"])
    return XML if preferred and preferred.endswith("xml") else JSON


def written(answer: Sheet | Row, form: str, *, root: str = "", status: int = 200) -> HttpResponse:
    """Write rows, or one record under the name `root`."""
    if form == JSON:
        told = list(answer.rows) if isinstance(answer, Sheet) else answer
        text = json.dumps(told, ensure_ascii=False).encode()
    else:
        text = Tree.tostring(_tree(answer, root), encoding="utf-8", xml_declaration=True)
    response = HttpResponse(text, content_type=TYPES[form], status=status)
    response["Cache-Control"] = "no-store"
    return response


def refused(refusal: Refused, form: str) -> HttpResponse:
    """Write a refusal."""
    row = {"code": refusal.status, "description": refusal.sentence}
    return written(Sheet("errors", "error", [row]), form, status=refusal.status)


def _tree(answer: Sheet | Row, root: str) -> Tree.Element:
    if not isinstance(answer, Sheet):
        return _element(root, answer)
    top = Tree.Element(answer.root)
    top.extend(_element(answer.item, row) for row in answer.rows)
    return top


# What the rows of a list inside a record are called.
_INNER = {
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}


def _element(name: str, value: Any) -> Tree.Element:
    element = Tree.Element(name)
    if isinstance(value, Mapping):
        element.extend(_element(key, inner) for key, inner in value.items())
    elif isinstance(value, list):
        element.extend(_element(_INNER[name], inner) for inner in value)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value is not None:
        element.text = _FORBIDDEN.sub("", str(value))
    return element
