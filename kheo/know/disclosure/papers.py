"""The three papers of one publication: for the notice board, the loudspeaker, the telephone.

Nothing of them is kept: they are made anew from the publication's words each time, so that a
changed word changes all three.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.urls import reverse

from kheo.foundation import fonts, qr
from kheo.foundation.addresses import absolute
from kheo.foundation.clock.reading import Fields
from kheo.foundation.documents.letters.building import long_name
from kheo.foundation.vietnamese import dates, short_messages, spoken
from kheo.know.disclosure import rules
from kheo.know.disclosure.models import NamedPerson, Publication

FILE = "papers.yaml"
SHEET = Path(__file__).parent / "board.typ"
_NO_BREAK = "\u00a0"
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Texts:
    """The words of law/papers.yaml."""

    board: Mapping[str, Any]
    loud: tuple[str, ...]
    named: str
    message: str
    board_channel: str
    loud_channel: str


@cache
def texts(law_dir: Path | None = None) -> Texts:
    """Read the file once; a broken one raises BrokenRuleFile."""
    path = Path(law_dir or settings.LAW_DIR) / FILE
    file = Fields.read(path)
    board, loud, channels = file.inner("board"), file.inner("loud"), file.inner("channels")
    known = rules.book().channels
    return Texts(
        board=board.value,
        loud=tuple(map(str, loud.items("lines"))),
        named=loud.text("named"),
        message=file.text("message"),
        board_channel=channels.choice("board", known),
        loud_channel=channels.choice("loud", known),
    )


@dataclass(frozen=True)
class Person:
    """One line of the list on the board."""

    number: int
    name: str
    village: str
    result: str


@dataclass(frozen=True)
class Board:
    """The sheet for the notice board, as plain words."""

    body: str
    place: str
    on: date
    kind: str
    subject: str
    lines: tuple[str, ...]
    names_heading: str
    people: tuple[Person, ...]
    posted: str
    person: str
    ask: str
    signature: str
    link: str
    since: date
    until: date


@dataclass(frozen=True)
class Loud:
    """What is read aloud: the words, how long they take, on which days."""

    text: str
    seconds: int
    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1


def board(
    publication: Publication, people: Iterable[NamedPerson], *, person: str, today: date
) -> Board:
    """Write the sheet that hangs from today on, as long as the rule of the board asks."""
    said, words = texts().board, _words(publication, today)
    words["person"] = person
    return Board(
        body=_unbroken(publication),
        place=publication.unit.name,
        on=today,
        kind=said["kind"],
        subject=_filled(said["subject"], words),
        lines=tuple(_lines(said["lines"], words)),
        names_heading=said["names_heading"],
        people=tuple(Person(p.number, p.name, p.village, p.result) for p in people),
        posted=_filled(said["posted"], words),
        person=_filled(said["person"], words),
        ask=_filled(said["ask"], words),
        signature=said["signature"],
        link=link(publication),
        since=today,
        until=_until(publication, today, texts().board_channel),
    )


def _unbroken(publication: Publication) -> str:
    """Write the body large, the name of its unit on one line."""
    name = publication.unit.full_name.upper()
    return long_name(publication.body.name).upper().replace(name, name.replace(" ", _NO_BREAK))


def loud(publication: Publication, *, count: int, today: date) -> Loud:
    """Write what is read aloud; who is named is not."""
    words = _words(publication, today)
    lines = list(_lines(texts().loud, words))
    if count:
        lines.insert(-2, _filled(texts().named, {"count": str(count)}))
    text = spoken.spoken("\n".join(lines))
    until = _until(publication, today, texts().loud_channel)
    return Loud(text, spoken.seconds(text), today, until)


def message(publication: Publication, *, marks: bool) -> str:
    """Write one telephone message that ends with the short address of the page."""
    words = _filled(texts().message, _words(publication, publication.recorded_at.date()))
    return short_messages.message(words, link=link(publication), marks=marks)


def link(publication: Publication) -> str:
    """Give the short address of the page."""
    return absolute(reverse("disclosure:short", args=[publication.pk]))


def board_pdf(sheet: Board) -> bytes:
    """Print the sheet as PDF/A."""
    words = asdict(sheet) | {
        "on": dates.write_long_date(sheet.on),
        "made": [sheet.on.year, sheet.on.month, sheet.on.day],
        "since": None,
        "until": None,
        "qr": qr.drawn(sheet.link),
    }
    made = typst.compile(
        SHEET,
        root=SHEET.parent,
        font_paths=fonts.of_machine(),
        format="pdf",
        pdf_standards="a-2a",
        sys_inputs={"board": json.dumps(words, ensure_ascii=False)},
    )
    assert isinstance(made, bytes)
    return made


def _until(publication: Publication, since: date, channel: str) -> date:
    """Count how long a channel has to last; what names people ends with its last day."""
    listing = rules.book().lists[publication.list_key]
    last = listing.advised_day(channel, since) or since + timedelta(days=0)
    own = publication.public_until
    return min(last, own) if publication.names_people and own else last


def _words(publication: Publication, today: date) -> dict[str, str]:
    decided = publication.decided_on
    listing = rules.book().lists[publication.list_key]
    until = _until(publication, today, texts().board_channel)
    return {
        "body": long_name(publication.body.name),
        "short": publication.body.name,
        "title": publication.title.strip().rstrip("."),
        "summary": publication.summary.strip(),
        "numbered": publication.numbered,
        "decided_on": f"{decided:%d/%m/%Y}" if decided else "",
        "basis": listing.basis,
        "since": f"{today:%d/%m/%Y}",
        "until": f"{until:%d/%m/%Y}",
    }


def _lines(written: Iterable[str], words: Mapping[str, str]) -> Iterable[str]:
    """Fill the lines; one that has nothing to say is left out."""
    for line in written:
        if all(words.get(name) for name in _PLACE.findall(line)):
            yield from filter(None, map(str.strip, _filled(line, words).split("\n")))


def _filled(line: str, words: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda found: words[found[1]], line)
