"""Finds the marks that officers write in Word, and readies the sheet for filling.

A mark is `{{ số("…") }}` or `{% for xã in các_xã %}`. Word tears marks into runs, changes quotes
and knows nothing of our rules, so this joins what was torn, makes a mark that stands alone in a
paragraph or table row speak for the whole of it, and puts private characters in place of the
braces: nothing that was not found here can ever be read as an instruction.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from docx.oxml.ns import nsmap, qn
from lxml import etree

from kheo.foundation.vietnamese.text import fold, nfc
from kheo.insight.reports.errors import Problem

# Private characters: the delimiters of the language inside the sheet.
SAY, SAID, DO, DONE, ASIDE, ASIDE_END = map(chr, range(0xE000, 0xE006))
_PRIVATE: Final = re.compile(f"[{SAY}-{ASIDE_END}]")
_MARK: Final = re.compile(r"\{\{(?P<said>.*?)\}\}|\{%(?P<done>.*?)%\}", re.DOTALL)
_STRAY: Final = re.compile(r"\{\{|\}\}|\{%|%\}")
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " "})
_NAMESPACES: Final = re.compile(r" xmlns:\w+=\"[^\"]*\"")
_PREFIX: Final = re.compile(r"^\s*[-+]?\s*(?:p|tr|tc|r)\s+")
_LOOP: Final = re.compile(r"for\s+(?P<name>\w+)\s+in\s+(?P<list>\w+)")
_OPENS, _CLOSES = ("for", "if"), {"endfor": "for", "endif": "if"}
_MIDDLE = ("else", "elif")
# Marks that give whole paragraphs, tables or pictures; they stand alone in a paragraph.
BLOCKS: Final = ("bang_", "bieu_")
MOST_MARKS = 5000
_USED: Final = ("w", "r", "wp", "a", "pic")
P, R, T, ROW, CELL = (qn(f"w:{tag}") for tag in ("p", "r", "t", "tr", "tc"))


class Reach(StrEnum):
    """What an instruction that stands alone is about."""

    WORDS = "words"
    PARAGRAPH = "paragraph"
    ROW = "row"


@dataclass
class Mark:
    """One mark: its instruction in plain letters, and the paragraph that it stands in."""

    text: str
    is_said: bool
    where: str
    reach: Reach = Reach.WORDS
    holder: Any = None
    number: int = -1
    written: str = ""  # as it stands in the file

    @property
    def word(self) -> str:
        """The first word of an instruction: for, endif, …"""
        return self.text.split(None, 1)[0] if self.text else ""

    @property
    def is_block(self) -> bool:
        return self.is_said and self.text.startswith(BLOCKS)


@dataclass
class Sheet:
    """A part of a template ready to be filled."""

    source: str
    marks: list[Mark]
    problems: list[Problem]
    properties: list[str] = field(default_factory=list)


def ready(tree: Any, *, first: int = 0) -> Sheet:
    """Ready one part (body, header, footer); `first` numbers the looks of its runs."""
    tree = deepcopy(tree)
    sheet = Sheet("", [], [], [""] * first)
    for paragraph in list(tree.iter(P)):
        _ready_paragraph(paragraph, sheet)
    if len(sheet.marks) > MOST_MARKS:
        sheet.problems.append(Problem(f"Mẫu có quá {MOST_MARKS} chỗ điền."))
    _raise_rows(tree, sheet)
    _check_pairs(sheet)
    # A part may carry such characters of its own; they would be read as braces.
    sheet.source = _with_braces(_with_names(etree.tostring(tree, encoding="unicode")))
    return sheet


def _with_names(source: str) -> str:
    """Declare the names that filled words use, where the part did not need them itself."""
    head, close, rest = source.partition(">")
    names = "".join(
        f' xmlns:{prefix}="{nsmap[prefix]}"' for prefix in _USED if f"xmlns:{prefix}=" not in head
    )
    is_empty = head.endswith("/")
    return f"{head.removesuffix('/')}{names}{'/' if is_empty else ''}{close}{rest}"


# Inside the tree, marks are written so, because XML holds no text between runs on its own.
_KEPT: Final = "kheo-mark"
_WRITTEN: Final = re.compile(rf'<{_KEPT} [^>]*?text="(?P<text>[^"]*)"[^>]*?/>')


def _with_braces(source: str) -> str:
    source = _PRIVATE.sub("", source)

    def braces(found: re.Match[str]) -> str:
        text = _unescaped(found["text"])
        return f"{SAY}{text[1:]}{SAID}" if text[0] == "=" else f"{DO}{text[1:]}{DONE}"

    return _WRITTEN.sub(braces, source)


def _unescaped(text: str) -> str:
    for written, meant in (("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&#10;", " "),
                           ("&#9;", " "), ("&amp;", "&")):  # fmt: skip
        text = text.replace(written, meant)
    return _PRIVATE.sub("", text)


def _ready_paragraph(paragraph: Any, sheet: Sheet) -> None:
    pieces = [one for one in paragraph.iter(T) if _nearest(one, P) is paragraph]
    text = nfc("".join(piece.text or "" for piece in pieces))
    if "{" not in text and "}" not in text:
        return
    found = list(_MARK.finditer(text))
    where = shown(text)
    if _STRAY.search(_MARK.sub("", text)):
        sheet.problems.append(Problem("Dấu {{ … }} hoặc {% … %} chưa đóng hoặc chưa mở.", where))
        return
    marks = [_mark(match, where) for match in found]
    for mark in marks:
        mark.number, mark.holder = len(sheet.marks), paragraph
        sheet.marks.append(mark)
    is_alone = len(found) == 1 and text.strip() == found[0][0]
    if is_alone and (marks[0].is_block or not marks[0].is_said):
        _stand_for_paragraph(paragraph, marks[0])
        return
    if any(mark.is_block for mark in marks):
        words = "Bảng, biểu, biểu đồ phải đứng một mình trong một đoạn."
        sheet.problems.append(Problem(words, where))
    _place(pieces, text, found, marks, sheet)


def _nearest(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _mark(match: re.Match[str], where: str) -> Mark:
    is_said = match["said"] is not None
    text = (match["said"] if is_said else match["done"]).translate(_QUOTES)
    read = plain(_PREFIX.sub("", text).strip().strip("-").strip())
    return Mark(read, is_said, where, written=shown(match[0]))


def plain(text: str) -> str:
    """Write names without marks, and leave what is quoted as it is: số("Số đơn") → so("Số đơn")."""
    parts, at = [], 0
    for quoted in _QUOTED.finditer(text):
        parts += [_folded(text[at : quoted.start()]), quoted[0]]
        at = quoted.end()
    return "".join([*parts, _folded(text[at:])])


def _folded(text: str) -> str:
    # The cases of words and the signs between them stay: folding is for letters only.
    return "".join(fold(letter) if letter.isalpha() else letter for letter in text)


def shown(text: str, most: int = 120) -> str:
    """Give the words of a paragraph, not too many."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1] + "…"


def _written(mark: Mark, instruction: str) -> Any:
    sign = "=" if mark.is_said else "%"
    return etree.Element(_KEPT, {"text": f"{sign} {instruction} ", "n": str(mark.number)})


def _stand_for_paragraph(paragraph: Any, mark: Mark) -> None:
    """Let the mark take the paragraph's place; a section's end inside it stays."""
    mark.reach, parent = Reach.PARAGRAPH, paragraph.getparent()
    mark.holder = parent
    parent.replace(paragraph, _written(mark, mark.text))
    if parent.tag == CELL and not any(child.tag == P for child in parent):
        parent.append(etree.SubElement(parent, P))


def _place(
    pieces: list[Any], text: str, found: list[re.Match[str]], marks: list[Mark], sheet: Sheet
) -> None:
    """Cut the runs where marks begin and end; each mark stands between runs, with their look."""
    at = 0
    spans = [(match.start(), match.end()) for match in found]
    for piece in pieces:
        words = nfc(piece.text or "")
        begin, end = at, at + len(words)
        at = end
        touching = [
            (start, stop, mark)
            for (start, stop), mark in zip(spans, marks, strict=True)
            if start < end and stop > begin
        ]
        if touching:
            _cut(piece, words, begin, touching, sheet)


def _cut(
    piece: Any, words: str, begin: int, touching: list[tuple[int, int, Mark]], sheet: Sheet
) -> None:
    run = _nearest(piece, R)
    look = run.find(qn("w:rPr"))
    others = [one for one in run if one is not piece and one is not look]
    before = [one for one in others if run.index(one) < run.index(piece)]
    after = [one for one in others if run.index(one) > run.index(piece)]
    made: list[Any] = [_run(look, None, before)] if before else []
    at = 0
    for start, stop, mark in touching:
        made.append(_run(look, words[at : max(0, start - begin)], []))
        if start >= begin:
            made.append(_inline(mark, look, sheet))
        at = min(len(words), stop - begin)
    made.append(_run(look, words[at:], []))
    if after:
        made.append(_run(look, None, after))
    for one in made:
        if one is not None:
            run.addprevious(one)
    run.getparent().remove(run)


def _inline(mark: Mark, look: Any, sheet: Sheet) -> Any:
    if not mark.is_said:
        return _written(mark, mark.text)
    written = "" if look is None else etree.tostring(look, encoding="unicode")
    sheet.properties.append(_NAMESPACES.sub("", written))
    return _written(mark, f"dat({len(sheet.properties) - 1}, {mark.text})")


def _run(look: Any, words: str | None, others: list[Any]) -> Any:
    if words == "" or (words is None and not others):
        return None
    run = etree.Element(R)
    if look is not None:
        run.append(deepcopy(look))
    for other in others:
        run.append(other)
    if words:
        text = etree.SubElement(run, T)
        text.text = words
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


# --- Whole rows -------------------------------------------------------------------------------


def _raise_rows(tree: Any, sheet: Sheet) -> None:
    """Let an instruction that is all a table row says take the row's place."""
    for row in list(tree.iter(ROW)):
        written = [one for one in row.iter(_KEPT) if _nearest(one, ROW) is row]
        has_words = any((piece.text or "").strip() for piece in row.iter(T))
        if len(written) == 1 and written[0].get("text", "")[0] == "%" and not has_words:
            mark = sheet.marks[int(written[0].get("n", ""))]
            mark.reach, mark.holder = Reach.ROW, row.getparent()
            row.getparent().replace(row, written[0])


def _check_pairs(sheet: Sheet) -> None:
    """Refuse loops and conditions that do not close, or close elsewhere than they opened."""
    opened: list[Mark] = []
    for mark in sheet.marks:
        if mark.is_said:
            continue
        if mark.word in _OPENS:
            opened.append(mark)
        elif mark.word in (*_CLOSES, *_MIDDLE):
            _close(mark, opened, sheet)
        else:
            sheet.problems.append(Problem(f"Không hiểu lệnh “{mark.text}”.", mark.where))
    for mark in opened:
        end = "endfor" if mark.word == "for" else "endif"
        words = f"“{mark.written}” không có chỗ kết thúc {{% {end} %}}."
        sheet.problems.append(Problem(words, mark.where))


def _close(mark: Mark, opened: list[Mark], sheet: Sheet) -> None:
    wanted = _CLOSES.get(mark.word)
    if not opened or (wanted and opened[-1].word != wanted):
        words = f"“{mark.written}” không có chỗ bắt đầu."
        sheet.problems.append(Problem(words, mark.where))
        return
    begin = opened[-1]
    if not _stand_together(begin, mark):
        words = (
            f"“{begin.written}” và “{mark.written}” phải cùng đứng trong một đoạn, hoặc mỗi lệnh "
            "một đoạn, một dòng của cùng một bảng."
        )
        sheet.problems.append(Problem(words, begin.where))
    if wanted:
        opened.pop()


def _stand_together(one: Mark, other: Mark) -> bool:
    return one.reach is other.reach and one.holder is other.holder


def loop(mark: Mark) -> tuple[str, str] | None:
    """Read `for x in list`; None when it is written otherwise."""
    found = _LOOP.fullmatch(mark.text)
    return (found["name"], found["list"]) if found else None


def scopes(marks: list[Mark]) -> Iterator[tuple[Mark, dict[str, str]]]:
    """Give each mark with the loops around it: name of the variable → what it goes through."""
    around: list[tuple[str, str] | None] = []
    for mark in marks:
        if not mark.is_said and mark.word == "endfor" and around:
            around.pop()
        yield mark, dict(one for one in around if one)
        if not mark.is_said and mark.word == "for":
            around.append(loop(mark))
