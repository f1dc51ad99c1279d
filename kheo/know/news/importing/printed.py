"""Reads the printed text of an older site's page into the parts of an article.

Which line is what is said by rules in furniture.yaml; what no rule knows stays in the article, so
that a strange page shows too much rather than too little.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kheo.foundation.vietnamese import dates
from kheo.foundation.vietnamese.text import clean

RULES = Path(__file__).parents[1] / "furniture.yaml"
# A longer line is running text, with or without a full stop.
LONGEST_TITLE = 200
SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", ",")


class NothingToRead(ValueError):
    """The text has no line that belongs to an article."""


class Kind(StrEnum):
    """What a line is; `plain` is what no rule knows."""

    PLAIN = "plain"
    PUBLISHED = "published"
    HEADLINE = "headline"
    SOURCE = "source"
    CREDIT = "credit"
    CAPTION = "caption"
    FURNITURE = "furniture"
    HEADING = "heading"
    QUOTATION = "quotation"


CREDITED = re.compile(r"(?P<words>.*?)[\s(]*\bẢnh:?\s*(?P<credit>[^()]{1,120}?)\)?\.?")
SHOWN = (Kind.PLAIN, Kind.CAPTION, Kind.HEADING, Kind.QUOTATION)


@dataclass(frozen=True)
class Rule:
    """One line of furniture.yaml."""

    kind: Kind
    pattern: re.Pattern[str]
    why: str


@dataclass(frozen=True)
class Line:
    """A line with what a rule found in it."""

    text: str
    kind: Kind = Kind.PLAIN
    why: str = ""
    found: dict[str, str] = field(default_factory=dict)
    # Of a page with markup: the line with its bold words and links, and where its picture lies.
    markup: str = ""
    image: str = ""

    @property
    def is_label(self) -> bool:
        """Say whether it reads like a title or caption rather than running text."""
        return len(self.text) <= LONGEST_TITLE and not self.text.endswith(SENTENCE_ENDS)


@dataclass(frozen=True)
class Part:
    """One piece of the body: a paragraph, a heading, somebody's words, or a photo's.

    `markup` is clean HTML of a paragraph, `image` the address of a photo as the page gave it.
    """

    kind: str
    text: str
    credit: str = ""
    markup: str = ""
    image: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Omitted:
    """A line that was left out, and why."""

    text: str
    why: str


@dataclass(frozen=True)
class Original:
    """An article as it was printed elsewhere."""

    headline: str = ""
    lead: str = ""
    series: str = ""
    published_on: date | None = None
    published_time: time | None = None
    author: str = ""
    source: str = ""
    source_date: date | None = None
    body: tuple[Part, ...] = ()
    omitted: tuple[Omitted, ...] = ()


def read(text: str) -> Original:
    """Read a page's text; raise NothingToRead when nothing of an article is in it."""
    lines = _with_credits(_told_once([known(line) for line in _lines(text)]))
    out = [Omitted(line.text, line.why) for line in lines if line.kind is Kind.FURNITURE]
    lines = [line for line in lines if line.kind is not Kind.FURNITURE]
    headline, above, below = _around_headline(lines)
    below, author = _without_author(below)
    body, repeated = _body(below)
    if not body:
        raise NothingToRead("Không thấy nội dung bài viết.")
    series, repeated_above = _series(above, headline)
    out += [Omitted(line, "Lặp lại") for line in repeated_above + repeated]
    return replace(
        _facts(lines),
        headline=headline,
        series=series,
        author=author,
        body=tuple(body),
        omitted=tuple(out),
    )


def arrange(lines: list[Line], *, headline: str) -> Original:
    """Order the lines of a page whose markup told which is which; raise NothingToRead."""
    lines = _with_credits(_told_once(_captioned(lines)))
    out = tuple(Omitted(line.text, line.why) for line in lines if line.kind is Kind.FURNITURE)
    lines = [line for line in lines if line.kind is not Kind.FURNITURE]
    facts = _facts(lines)
    if not headline:
        headline, _above, lines = _around_headline(lines)
    lines, author = _without_author(lines)
    lead, lines = _lead(lines)
    body = [_marked_part(line) for line in lines if line.kind in SHOWN]
    if not body and not lead:
        raise NothingToRead("Không thấy nội dung bài viết.")
    return replace(
        facts, headline=headline, lead=lead, author=author, body=tuple(body), omitted=out
    )


def _captioned(lines: list[Line]) -> list[Line]:
    """Give a photo without words the line below it, where that reads like a caption."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above and above.image and not above.text and _is_caption(line):
            words, credit = credited(line.found.get("caption", line.text))
            found = above.found | {"credit": credit} | line.found | {"caption": words}
            joined[-1] = replace(above, text=words, found=found)
        else:
            joined.append(line)
    return joined


def credited(caption: str) -> tuple[str, str]:
    """Part "Lễ ra quân. Ảnh: PV" into its words and whose picture it is."""
    match = CREDITED.fullmatch(caption)
    return (match["words"].strip(), match["credit"].strip()) if match else (caption, "")


def _is_caption(line: Line) -> bool:
    is_slanted = line.markup.startswith("<i>") and line.markup.endswith("</i>")
    return (
        line.kind is Kind.CAPTION
        and not line.image
        or (line.kind is Kind.PLAIN and (line.is_label or is_slanted))
    )


def _lead(lines: list[Line]) -> tuple[str, list[Line]]:
    """Take the first line as the lead where all of it is bold, as papers print it."""
    for number, line in enumerate(lines):
        if line.kind is Kind.PLAIN:
            is_bold = (
                line.markup.startswith("<b>") and line.markup.find("</b>") == len(line.markup) - 4
            )
            if is_bold and not line.is_label:
                return line.text, lines[:number] + lines[number + 1 :]
            break
    return "", lines


def _marked_part(line: Line) -> Part:
    if line.kind is Kind.CAPTION:
        found = line.found
        return Part(
            "photo",
            found["caption"],
            found.get("credit", ""),
            image=line.image,
            alt=found.get("alt", ""),
        )
    if line.kind in (Kind.HEADING, Kind.QUOTATION):
        return Part(line.kind.value, line.text)
    return Part("paragraph", line.text, markup=line.markup)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in clean(text).splitlines() if line.strip()]


@cache
def rules() -> tuple[Rule, ...]:
    """Load the rules once."""
    return tuple(_rule(written) for written in yaml.safe_load(RULES.read_text("utf-8")))


def _rule(written: dict[str, Any]) -> Rule:
    pattern = written.get("pattern") or "|".join(re.escape(words) for words in written["words"])
    return Rule(Kind(written["is"]), re.compile(pattern), written.get("why", ""))


def known(text: str) -> Line:
    for rule in rules():
        match = rule.pattern.fullmatch(text)
        if match and _has_real_day(match):
            found = {name: value for name, value in match.groupdict().items() if value}
            return Line(text, rule.kind, rule.why, found)
    return Line(text)


def _has_real_day(match: re.Match[str]) -> bool:
    """A line with a date that the calendar does not have is left to the reader as it is."""
    written = match.groupdict().get("day")
    try:
        return not written or bool(dates.parse_date(written))
    except dates.DateError:
        return False


def _told_once(lines: list[Line]) -> list[Line]:
    """Believe the first date and the first source; a second one belongs to the text."""
    told: set[Kind] = set()
    kept = []
    for line in lines:
        is_second = line.kind in told and line.kind in (Kind.PUBLISHED, Kind.HEADLINE, Kind.SOURCE)
        kept.append(Line(line.text) if is_second else line)
        told.add(line.kind)
    return kept


def _with_credits(lines: list[Line]) -> list[Line]:
    """Make the line above "Ảnh: PV" the caption of that photo."""
    joined: list[Line] = []
    for line in lines:
        if line.kind is Kind.CREDIT:
            above = joined.pop() if joined and _takes_credit(joined[-1]) else Line("")
            found = {"caption": above.text} | above.found | line.found
            line = Line(above.text, Kind.CAPTION, found=found, image=above.image)
        joined.append(line)
    return joined


def _takes_credit(line: Line) -> bool:
    return line.kind is Kind.PLAIN or bool(line.image and not line.found.get("credit"))


def _around_headline(lines: list[Line]) -> tuple[str, list[Line], list[Line]]:
    """Find the headline: marked by its date, else the first title-like line below the date line."""
    for number, line in enumerate(lines):
        if line.kind is Kind.HEADLINE:
            return line.found["headline"], lines[:number], lines[number + 1 :]
    dated = [number for number, line in enumerate(lines) if line.kind is Kind.PUBLISHED]
    start = dated[0] + 1 if dated else 0
    plain = [n for n, line in enumerate(lines) if n >= start and line.kind is Kind.PLAIN]
    if plain and len(lines[plain[0]].text) <= LONGEST_TITLE:
        at = plain[0]
        return lines[at].text, lines[:start], lines[start:at] + lines[at + 1 :]
    return "", lines[:start], lines[start:]


def _series(above: list[Line], headline: str) -> tuple[str, list[str]]:
    """Take what stands above the headline as its series, but not the headline said twice."""
    texts = [line.text for line in above if line.kind is Kind.PLAIN]
    series = [text for text in texts if text != headline]
    return " · ".join(series), [text for text in texts if text == headline]


def _without_author(lines: list[Line]) -> tuple[list[Line], str]:
    """Take the name that stands alone after the text as its author."""
    plain = [n for n, line in enumerate(lines) if line.kind is Kind.PLAIN]
    if len(plain) < 2 or not _is_name(lines[plain[-1]].text):
        return lines, ""
    return lines[: plain[-1]] + lines[plain[-1] + 1 :], lines[plain[-1]].text


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 5 and all(word.istitle() and word.isalpha() for word in words)


def _body(lines: list[Line]) -> tuple[list[Part], list[str]]:
    """Order the parts; a caption printed twice is kept once."""
    shown = [line for line in lines if line.kind in (Kind.PLAIN, Kind.CAPTION)]
    begins = next((n for n, line in enumerate(shown) if _is_text(line)), len(shown))
    parts: list[Part] = []
    repeated: list[str] = []
    for number, line in enumerate(shown):
        part = _part(line, is_above_text=number < begins)
        if part.kind == "photo" and part in parts:
            repeated.append(line.text)
        else:
            parts.append(part)
    return parts, repeated


def _is_text(line: Line) -> bool:
    return line.kind is Kind.PLAIN and not line.is_label


def _part(line: Line, *, is_above_text: bool) -> Part:
    if line.kind is Kind.CAPTION:
        return Part("photo", line.found["caption"], line.found.get("credit", ""))
    if not line.is_label:
        return Part("paragraph", line.text)
    # Below a headline and above the text stand the words of the photo that opened the page.
    return Part("photo" if is_above_text else "heading", line.text)


def _facts(lines: list[Line]) -> Original:
    """Gather what was printed around the text: when and from where."""
    said = [line for line in lines if line.kind in (Kind.PUBLISHED, Kind.HEADLINE)]
    published = said[0].found if said else {}
    source = next((line.found for line in lines if line.kind is Kind.SOURCE), {})
    return Original(
        published_on=_day(published),
        published_time=_time(published),
        source=source.get("source", ""),
        source_date=_day(source),
    )


def _day(found: dict[str, str]) -> date | None:
    return dates.parse_date(found["day"]) if "day" in found else None


def _time(found: dict[str, str]) -> time | None:
    return datetime.strptime(found["time"], "%H:%M").time() if "time" in found else None  # noqa: DTZ007
