"""Reads law/guide.yaml: the questions that tell a person what a matter is before it is sent.

The way through is a list of answers; nothing but the list is needed to know where somebody stands,
so nothing about anybody is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from kheo.foundation.clock.reading import Fields
from kheo.foundation.tongues import Sentence

FILE = "guide.yaml"
OUTCOMES = ("feedback", "proposal", "complaint", "denunciation", "information", "elsewhere")
DOORS = OUTCOMES[:-1]
LEVELS = ("commune", "province")


class GuideUnreadable(Exception):
    """law/guide.yaml leads nowhere or asks too much; the message says where."""


@dataclass(frozen=True)
class Answer:
    """What somebody may choose, and what it leads to."""

    code: str
    text: Sentence
    hint: Sentence
    to: str


@dataclass(frozen=True)
class Question:
    """One question with its answers."""

    code: str
    text: Sentence
    help: Sentence
    answers: tuple[Answer, ...]

    def chosen(self, code: str) -> Answer | None:
        return next((answer for answer in self.answers if answer.code == code), None)


@dataclass(frozen=True)
class Clock:
    """A date that the result explains: a kind of duty, or a rule; `then` counts from the last."""

    label: Sentence
    duty: str
    rule: str
    case: str
    then: bool


@dataclass(frozen=True)
class Place:
    """Where to go with what is not ours."""

    text: Sentence
    tel: str


@dataclass(frozen=True)
class Limit:
    """Until when the law lets a person act; said, never held against anybody here."""

    rule: str
    text: Sentence


@dataclass(frozen=True)
class Result:
    """What the matter is, who deals with it, why, and what happens next."""

    code: str
    outcome: str
    level: str
    door: str
    instance: int
    title: Sentence
    why: Sentence
    body: Sentence
    next: tuple[Sentence, ...]
    places: tuple[Place, ...]
    clock: tuple[Clock, ...]
    limit: Limit | None
    basis: Sentence
    evidence: str
    confidence: str


@dataclass(frozen=True)
class Chosen:
    """One answer that was given, and the list of answers before it."""

    question: Question
    answer: Answer
    before: str


@dataclass(frozen=True)
class Stand:
    """Where a list of answers leads: the next question or the result."""

    way: str
    chosen: tuple[Chosen, ...]
    question: Question | None
    result: Result | None


@dataclass(frozen=True)
class Guide:
    """The whole tree."""

    most_questions: int
    first: str
    questions: Mapping[str, Question]
    results: Mapping[str, Result]

    def follow(self, way: str) -> Stand:
        """Walk along the answers of a way; what makes no sense ends it there."""
        at, chosen = self.first, list[Chosen]()
        for code in way.split(".")[: self.most_questions]:
            question = self.questions.get(at)
            answer = question.chosen(code) if question else None
            if question is None or answer is None:
                break
            chosen.append(Chosen(question, answer, _way(chosen)))
            at = answer.to
        return Stand(_way(chosen), tuple(chosen), self.questions.get(at), self.results.get(at))

    def ways(self, at: str = "", length: int = 0) -> Iterator[tuple[str, int]]:
        """Give the result and the number of questions of every way."""
        at = at or self.first
        if at in self.results:
            yield at, length
        elif at not in self.questions or length > self.most_questions:
            raise GuideUnreadable(f"{FILE}: {at}")
        else:
            for answer in self.questions[at].answers:
                yield from self.ways(answer.to, length + 1)


def _way(chosen: Sequence[Chosen]) -> str:
    return ".".join(one.answer.code for one in chosen)


@cache
def guide(law_dir: Path | None = None) -> Guide:
    """Read the tree; raise BrokenRuleFile or GuideUnreadable."""
    written = Fields.read((law_dir or settings.LAW_DIR) / FILE, "guide")
    read = Guide(
        most_questions=written.whole("most_questions"),
        first=written.text("first"),
        questions={code: _question(code, row) for code, row in _named(written, "questions")},
        results={code: _result(code, row) for code, row in _named(written, "results")},
    )
    _check(read)
    return read


def _check(read: Guide) -> None:
    """Refuse a tree with a dead end, a way that asks too much, or a result nobody can reach."""
    if double := read.questions.keys() & read.results.keys():
        raise GuideUnreadable(f"{FILE}: {', '.join(double)}")
    found = list(read.ways())
    if any(length > read.most_questions for _result, length in found):
        raise GuideUnreadable(f"{FILE}: most_questions")
    if missed := read.results.keys() - {result for result, _length in found}:
        raise GuideUnreadable(f"{FILE}: {', '.join(sorted(missed))}")


def _named(written: Fields, field: str) -> Iterator[tuple[str, Fields]]:
    group = written.inner(field)
    for code, row in group.value.items():
        yield code, Fields(row, file=FILE, rule=str(code))


def _said(row: Fields, name: str = "", *, needed: bool = True) -> Sentence:
    vi, en = (f"{name}_vi", f"{name}_en") if name else ("vi", "en")
    if needed:
        return Sentence(row.text(vi), row.text(en))
    return Sentence(row.optional_text(vi) or "", row.optional_text(en) or "")


def _question(code: str, row: Fields) -> Question:
    answers = tuple(
        Answer(a.text("code"), _said(a), _said(a, "hint", needed=False), a.text("to"))
        for a in row.rows("answers")
    )
    return Question(code, _said(row), _said(row, "help", needed=False), answers)


def _result(code: str, row: Fields) -> Result:
    vi, en = row.value.get("next_vi") or [], row.value.get("next_en") or []
    return Result(
        code=code,
        outcome=row.choice("outcome", OUTCOMES),
        level=row.choice("level", LEVELS) if "level" in row.value else "",
        door=row.choice("door", DOORS) if "door" in row.value else "",
        instance=row.optional_whole("instance") or 1,
        title=_said(row, "title"),
        why=_said(row, "why"),
        body=_said(row, "body", needed=False),
        next=tuple(Sentence(*pair) for pair in zip(vi, en, strict=True)),
        places=tuple(Place(_said(p), p.optional_text("tel") or "") for p in row.rows("places")),
        clock=tuple(_clock(one) for one in row.rows("clock")),
        limit=_limit(row.inner("limit")) if "limit" in row.value else None,
        basis=_said(row, "basis"),
        evidence=row.text("evidence"),
        confidence=row.confidence(),
    )


def _clock(row: Fields) -> Clock:
    return Clock(
        label=_said(row),
        duty=row.optional_text("duty") or "",
        rule=row.optional_text("rule") or "",
        case=row.optional_text("case") or "",
        then=bool(row.optional_flag("then")),
    )


def _limit(row: Fields) -> Limit:
    return Limit(row.text("rule"), _said(row))
