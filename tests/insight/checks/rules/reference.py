"""A second, naive evaluator of rules over plain tuples, and the trees to try both with.

A tree is ("number", text, value), ("cell", name), (sign, left, right) with a sign of + - * /,
("minus", tree) or ("share", text, value, tree). Everything is a Fraction from the first digit on.
"""

from fractions import Fraction

from hypothesis import strategies as st

NAMES = ["tổng", "tỉnh", "cấp xã", "số đơn và thư", "đã giải quyết", "tỷ lệ %", "quý 1 (nữ)", "nếu"]
SIGNS = ["=", "≠", "≤", "≥", "<", ">"]


def _number(value):
    text = f"{value:,}".translate(str.maketrans(",.", ".,"))
    return ("number", text, Fraction(str(value)))


numbers = st.one_of(
    st.integers(0, 5000), st.decimals(0, 200, places=1, allow_nan=False, allow_infinity=False)
)
cells = st.sampled_from(NAMES).map(lambda name: ("cell", name))
leaves = st.one_of(cells, cells, numbers.map(_number))


def _larger(inner):
    pairs = st.tuples(st.sampled_from(["+", "-", "*", "/"]), inner, inner)
    shares = st.tuples(st.sampled_from([("5%", 5), ("95%", 95)]), inner)
    return st.one_of(
        pairs,
        pairs,
        inner.map(lambda tree: ("minus", tree)),
        shares.map(lambda found: ("share", found[0][0], Fraction(found[0][1]), found[1])),
    )


trees = st.recursive(leaves, _larger, max_leaves=7)
chains = st.tuples(trees, st.sampled_from(SIGNS), trees)
values = st.dictionaries(
    st.sampled_from(NAMES),
    st.decimals(-300, 3000, places=1, allow_nan=False, allow_infinity=False),
    min_size=4,
)


def typed(tree):
    """Write a tree with every parenthesis there may be."""
    match tree:
        case ("number", text, _value):
            return text
        case ("cell", name):
            return f'"{name}"'
        case ("minus", inner):
            return f"(-{typed(inner)})" if inner[0] != "minus" else f"(-({typed(inner)}))"
        case ("share", text, _value, inner):
            return f"({text} của ({typed(inner)}))"
        case (sign, left, right):
            return f"({typed(left)} {sign} {typed(right)})"


def reckoned(tree, given):
    """The value of a tree; None when a number is missing or a divisor is zero."""
    match tree:
        case ("number", _text, value):
            return value
        case ("cell", name):
            return Fraction(given[name]) if name in given else None
        case ("minus", inner):
            found = reckoned(inner, given)
            return None if found is None else -found
        case ("share", _text, percent, inner):
            found = reckoned(inner, given)
            return None if found is None else found * percent / 100
    sign, one, other = tree[0], reckoned(tree[1], given), reckoned(tree[2], given)
    if one is None or other is None or (sign == "/" and other == 0):
        return None
    return {
        "+": lambda: one + other,
        "-": lambda: one - other,
        "*": lambda: one * other,
        "/": lambda: one / other,
    }[sign]()


def divides(tree):
    return tree[0] in ("/", "share") or any(divides(part) for part in tree if type(part) is tuple)


def holds(left, sign, right, given):
    """Whether a comparison holds; None when nobody can tell."""
    one, other = reckoned(left, given), reckoned(right, given)
    if one is None or other is None:
        return None
    slack = Fraction(0)
    for stated, far in ((left, right), (right, left)):
        if stated[0] == "cell" and divides(far):
            # Values of these tests have at most one decimal.
            is_whole = Fraction(given[stated[1]]).denominator == 1
            slack = Fraction(1, 2) if is_whole else Fraction(1, 20)
            break
    near = abs(one - other) <= slack
    return {
        "=": near,
        "≠": not near,
        "≤": near or one < other,
        "≥": near or one > other,
        "<": one < other,
        ">": one > other,
    }[sign]
