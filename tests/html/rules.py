"""Rules of HTML that every page of a test is held to, quick enough for each answer."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Foreign content keeps its own rules.
FOREIGN = {"svg", "math"}
BLOCKS = HEADINGS | {
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
}
PHRASING = HEADINGS | {
    "p",
    "span",
    "small",
    "strong",
    "b",
    "em",
    "i",
    "label",
    "button",
    "time",
    "code",
    "kbd",
    "abbr",
    "q",
    "cite",
    "mark",
    "dfn",
}
ONLY = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "select": {"option", "optgroup", "hr"},
}
NOT_WITHIN = {
    "a": {"a", "button"},
    "button": {"a", "button"},
    "form": {"form"},
    "label": {"label"},
    "main": {"main"},
    "input": {"button"},
    "select": {"button", "a"},
}
HELPERS = {"script", "template"}
POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
UNTITLED = {"hidden", "submit", "button", "reset", "image"}
ATTRIBUTES = dict[str, str | None]


@dataclass
class Seen:
    """What was met on the way through a page."""

    tags: Counter[str] = field(default_factory=Counter)
    ids: Counter[str] = field(default_factory=Counter)
    pointed: list[tuple[str, str]] = field(default_factory=list)
    unlabelled: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)


class Reader(HTMLParser):
    """Reads a page once and notes every fault with its line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.seen = Seen()

    def fault(self, words: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {words}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not FOREIGN & set(self.open):
            self.check_place(tag)
            self.check_attributes(tag, attrs)
            self.seen.tags[tag] += 1
        else:
            # A drawing is named by its own title.
            self.note_names(tag, dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not FOREIGN & set(self.open) and tag not in VOID | FOREIGN:
            self.fault(f"<{tag}/> does not close itself")
        self.check_attributes(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag in self.open:
            self.fault(f"</{tag}> while <{self.open[-1]}> is open")
            while self.open.pop() != tag:
                pass
        else:
            self.fault(f"</{tag}> closes nothing")

    def check_place(self, tag: str) -> None:
        parent = self.open[-1] if self.open else ""
        if parent in ONLY and tag not in ONLY[parent] | HELPERS:
            self.fault(f"<{tag}> directly in <{parent}>")
        if tag in BLOCKS and parent in PHRASING:
            self.fault(f"<{tag}> in <{parent}>")
        for outer in NOT_WITHIN.get(tag, set()) & set(self.open):
            self.fault(f"<{tag}> within <{outer}>")

    def check_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if len(given) != len(attrs):
            self.fault(f"<{tag}> has an attribute twice")
        if "style" in given or any(name.startswith("on") for name in given):
            self.fault(f"<{tag}> carries style or script")
        if tag == "img" and "alt" not in given:
            self.fault("<img> without alt")
        self.note_names(tag, given)

    def note_names(self, tag: str, given: ATTRIBUTES) -> None:
        if "id" in given:
            name = given["id"] or ""
            self.seen.ids[name] += 1
            if not name or any(letter.isspace() for letter in name):
                self.fault(f"id {name!r}")
        for attribute in POINTING:
            self.seen.pointed += [
                (attribute, name) for name in (given.get(attribute) or "").split()
            ]
        if tag == "label" and given.get("for"):
            self.seen.labelled.add(given["for"] or "")
        if is_untitled(tag, given) and "label" not in self.open:
            self.seen.unlabelled.append(given.get("id") or given.get("name") or tag)


def is_untitled(tag: str, given: ATTRIBUTES) -> bool:
    """Say whether a control has to be named by a label."""
    if tag not in {"input", "select", "textarea"} or "hidden" in given:
        return False
    named = given.get("aria-label") or given.get("aria-labelledby") or given.get("title")
    return not named and (given.get("type") or "") not in UNTITLED


def faults(page: str) -> list[str]:
    """List what is wrong with a page, or with a part of one that HTMX puts in."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    seen = reader.seen
    found = reader.faults + [f"<{tag}> is never closed" for tag in reader.open]
    found += [f"id {name!r} {times} times" for name, times in seen.ids.items() if times > 1]
    found += [f"{name!r} has no label" for name in seen.unlabelled if name not in seen.labelled]
    return found + (of_whole(seen) if page.lstrip()[:9].lower() == "<!doctype" else [])


def of_whole(seen: Seen) -> list[str]:
    """List what only a whole page can have wrong."""
    found = [
        f"{attribute}={name!r} leads nowhere"
        for attribute, name in seen.pointed
        if name not in seen.ids
    ]
    return found + [
        f"{seen.tags[tag]} <{tag}>" for tag in ("title", "h1", "main") if seen.tags[tag] != 1
    ]
