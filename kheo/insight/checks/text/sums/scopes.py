"""Where a list begins and ends."""

from kheo.insight.checks.text.reading import Sentence


def bracket_around(sentence: Sentence, place: int) -> int:
    opened: list[int] = []
    for at in range(place):
        text = sentence.tokens[at].text
        if text == "(":
            opened.append(at)
        elif text == ")" and opened:
            opened.pop()
    return opened[-1] if opened else -1


def scope_end(sentence: Sentence, start: int, bracket: int) -> int:
    """End the list at its bracket, at the next connector, or with the sentence."""
    depth = 0
    for place in range(start, len(sentence.tokens)):
        text = sentence.tokens[place].text
        if text == "(":
            depth += 1
        elif text == ")":
            if depth == 0 and bracket >= 0:
                return place
            depth = max(depth - 1, 0)
        mark = sentence.marks.get(place)
        if mark and depth == 0 and mark[0] in ("part", "list") and place > start + 1:
            return place
    return len(sentence.tokens)


def outer_depth(sentence: Sentence, bracket: int) -> int:
    depth = 0
    for at in range(bracket):
        text = sentence.tokens[at].text
        depth += (text == "(") - (text == ")")
    return max(depth, 0)
