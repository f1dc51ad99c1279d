"""A text as the rules see it: its quantities in order, and what stands between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import Any

from kheo.insight.checks.text.quantity import MONEY_COUNTER, Counter, Quantity
from kheo.insight.checks.text.reading import Sentence
from kheo.insight.checks.text.relations import Kind, Verdict
from kheo.insight.checks.text.vocabulary import COUNTERS


@dataclass(frozen=True)
class Finding:
    """A relation whose places are still those of the composed text."""

    kind: Kind
    start: int
    end: int
    verdict: Verdict
    why: str
    naive_verdict: Verdict
    figures: Mapping[str, Any]
    computed: Decimal | Mapping[str, Decimal] | None


class Passage:
    """All sentences with figures, and all figures in one row."""

    def __init__(self, sentences: list[Sentence], day: date | None) -> None:
        self.sentences = sentences
        self.quantities: list[Quantity] = [q for s in sentences for q in s.quantities]
        self._places = {id(sentence): place for place, sentence in enumerate(sentences)}
        for order, quantity in enumerate(self.quantities):
            quantity.order = order
        self.day = day
        self.last_bases: list[Quantity] = []
        # A part of a list that fits -> the total of the list.
        self.owners: dict[int, Quantity] = {}
        # A part of any list -> the total of the list.
        self.listed: dict[int, Quantity] = {}

    def before(self, sentence: Sentence, most: int) -> list[Sentence]:
        """List the sentences with figures before one."""
        place = self._places[id(sentence)]
        return self.sentences[max(place - most, 0) : place]

    def of_sentence(self, quantity: Quantity) -> list[Quantity]:
        return quantity.sentence.quantities

    def between(self, left: Quantity, right: Quantity, *kinds: str) -> bool:
        """Tell whether a phrase of one of the kinds stands between two figures of a sentence."""
        marks = left.sentence.marks
        return any(
            place in marks and marks[place][0] in kinds
            for place in range(left.first + 1, right.first)
        )

    def divides(self, left: Quantity, right: Quantity) -> bool:
        """Tell whether a list begins between two figures, not in a bracket now closed."""
        tokens = left.sentence.tokens
        for place in range(left.first + 1, right.first):
            if left.sentence.marks.get(place, ("",))[0] in ("part", "list"):
                closing = [token.text for token in tokens[place : right.first]]
                if closing.count(")") <= closing.count("("):
                    return True
        return False

    def only_between(self, left: Quantity, right: Quantity) -> bool:
        """Tell whether no other plain figure stands between two."""
        return not any(
            left.first < q.first < right.first and not q.is_percent and not q.is_period
            and q.counter == right.counter
            for q in left.sentence.quantities
        )  # fmt: skip

    def kind_before(self, quantity: Quantity) -> str:
        """Give the kind of the phrase that ends right before a figure and its hedges."""
        ends = quantity.sentence.ends
        return ends.get(quantity.first) or ends.get(quantity.first - 1, "")

    def kind_after(self, quantity: Quantity) -> str:
        mark = quantity.sentence.marks.get(quantity.past)
        return mark[0] if mark else ""

    def counted_after(self, percent: Quantity) -> Counter:
        """Tell what the base of a percentage counts: “2,88% tổng số xã”."""
        tokens = percent.sentence.tokens
        place = percent.past
        while place < len(tokens) and tokens[place].text in ("về", "trên", "tổng", "/", "của"):
            place += 1
        if place >= len(tokens) or tokens[place].text != "số":
            return ""
        for size in (3, 2, 1):
            line = COUNTERS.get("".join(t.text for t in tokens[place + 1 : place + 1 + size]))
            if line is not None:
                return line
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        return MONEY_COUNTER if following in ("tiền", "vốn", "nợ") else ""

    def word_at(self, quantity: Quantity, step: int) -> str:
        place = quantity.first + step
        tokens = quantity.sentence.tokens
        return tokens[place].text if 0 <= place < len(tokens) else ""

    def word_before(self, quantity: Quantity) -> str:
        return self.word_at(quantity, -1)

    def words_after(self, quantity: Quantity, reach: int) -> set[str]:
        """Give the words after a figure up to the next sign."""
        tokens = quantity.sentence.tokens[quantity.past : quantity.past + reach]
        words = takewhile(lambda token: token.text[:1].isalpha(), tokens)
        return {token.text for token in words}

    def words_before(self, quantity: Quantity, reach: int) -> set[str]:
        """Give the words of the clause before a figure."""
        tokens = quantity.sentence.tokens[max(quantity.first - reach, 0) : quantity.first]
        words = takewhile(lambda token: token.text not in ";.()", reversed(tokens))
        return {token.text for token in words}

    def phrase_before(self, quantity: Quantity, word: str, reach: int) -> bool:
        """Tell whether a word stands shortly before a figure in the same clause."""
        for step in range(1, reach + 1):
            text = self.word_at(quantity, -step)
            if text == word:
                return True
            if not text[:1].isalpha():
                return False
        return False

    def phrase_between(self, left: Quantity, right: Quantity, *words: str) -> bool:
        """Tell whether words stand in a row right before a figure, after another one."""
        size = len(words)
        tokens = right.sentence.tokens
        start = right.first - size
        return start > left.first and tuple(t.text for t in tokens[start : right.first]) == words

    def around(self, place: int, reach: int) -> Iterator[Quantity]:
        """Go through the neighbours of a figure: before it, nearest first, then after it."""
        yield from reversed(self.quantities[max(place - reach, 0) : place])
        yield from self.quantities[place + 1 : place + 1 + reach // 2]
