"""The language agrees with a naive evaluator, and a rule written back is the same rule."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.insight.checks import rules
from kheo.insight.checks.rules import Verdict
from kheo.insight.checks.rules.tree import (
    AllOf,
    AnyOf,
    Cell,
    ColumnsSum,
    Comparison,
    Number,
    Product,
    Rule,
    SectionSum,
    Share,
    Sign,
    Sum,
)
from tests.insight.checks.rules import reference
from tests.insight.checks.rules.reference import NAMES

VERDICTS = {True: Verdict.CONSISTENT, False: Verdict.INCONSISTENT, None: Verdict.CANNOT_TELL}


def keyed(given_values):
    """Name the values as rules do."""
    return {Cell(name).key: value for name, value in given_values.items()}


def typed(left, sign, right):
    return f"{reference.typed(left)} {sign} {reference.typed(right)}"


@settings(max_examples=400)
@given(reference.chains, reference.values)
def test_a_comparison_agrees_with_the_naive_evaluator(chain, given_values):
    rule = rules.parse(typed(*chain))

    expected = VERDICTS[reference.holds(*chain, given_values)]
    assert rules.evaluate(rule, keyed(given_values)).verdict is expected
    assert rules.verdict(rule, keyed(given_values)) is expected


@given(reference.chains, reference.values)
def test_a_rule_written_back_is_judged_alike(chain, given_values):
    rule = rules.parse(typed(*chain))

    again = rules.parse(rules.write(rule))

    assert again == rule
    assert rules.verdict(again, keyed(given_values)) is rules.verdict(rule, keyed(given_values))


@given(reference.chains, reference.chains, reference.values)
def test_if_agrees_with_the_naive_evaluator(given_part, then, given_values):
    rule = rules.parse(f"nếu {typed(*given_part)} thì {typed(*then)}")

    first = reference.holds(*given_part, given_values)
    expected = reference.holds(*then, given_values) if first else None if first is None else True
    assert rules.verdict(rule, keyed(given_values)) is VERDICTS[expected]
    assert rules.evaluate(rule, keyed(given_values)).verdict is VERDICTS[expected]


@given(
    st.lists(st.lists(reference.chains, min_size=1, max_size=3), min_size=1, max_size=3),
    reference.values,
)
def test_and_binds_closer_than_or(groups, given_values):
    said = " hoặc ".join(" và ".join(typed(*chain) for chain in group) for group in groups)

    told = [[reference.holds(*chain, given_values) for chain in group] for group in groups]
    every = [False if False in one else None if None in one else True for one in told]
    expected = True if True in every else None if None in every else False
    assert rules.verdict(rules.parse(said), keyed(given_values)) is VERDICTS[expected]


# --- Every tree, not only those that a person would type --------------------------------------

letters = st.text("abcđêỏ hoặcvàthì()[]!+-×/%,“'0123456789", min_size=1, max_size=12)
words = st.one_of(st.sampled_from(NAMES), letters.map(lambda text: " ".join(text.split())))
names = words.filter(bool)
numbers = st.decimals(0, 10**9, places=3, allow_nan=False, allow_infinity=False).map(
    lambda value: Number(value.normalize() + 0)
)
references = st.one_of(
    st.builds(Cell, names, st.just("") | names, st.just("") | names, st.booleans()),
    st.builds(SectionSum, names, st.booleans()),
    st.builds(ColumnsSum, names, st.booleans()),
)


def signed(first, inner, signs):
    rest = st.lists(st.tuples(st.sampled_from(signs), inner), min_size=1, max_size=3)
    return st.tuples(st.tuples(st.sampled_from(first), inner), rest).map(
        lambda found: (found[0], *found[1])
    )


def _larger(inner):
    return st.one_of(
        signed("+−", inner, "+−").map(Sum),
        inner.map(lambda node: Sum((("−", node),))),
        signed("×", inner, "×/").map(Product),
        st.builds(Share, numbers.map(lambda number: number.value), inner),
    )


expressions = st.recursive(st.one_of(references, numbers), _larger, max_leaves=6)
percentages = numbers.map(lambda number: Number(number.value, is_percent=True))
sides = st.one_of(expressions, expressions, percentages)


@st.composite
def comparisons(draw):
    terms = draw(st.lists(sides, min_size=2, max_size=3))
    signs = draw(st.lists(st.sampled_from(list(Sign)), min_size=len(terms) - 1, max_size=len(terms) - 1))  # fmt: skip  # noqa: E501
    return Comparison(tuple(terms), tuple(signs))


every = st.one_of(
    comparisons(), st.lists(comparisons(), min_size=2, max_size=3).map(tuple).map(AllOf)
)
conditions = st.one_of(every, st.lists(every, min_size=2, max_size=3).map(tuple).map(AnyOf))


@settings(max_examples=400)
@given(st.builds(Rule, conditions, st.none() | conditions))
def test_any_rule_can_be_written_and_read_again(rule):
    written = rules.write(rule)

    assert rules.parse(written) == rule
    assert rules.write(rules.parse(written)) == written


@given(st.text(max_size=40) | st.text('ab= +(1,.%“"nếuthì', max_size=30))
def test_any_text_is_a_rule_or_explained(text):
    try:
        rules.parse(text)
    except rules.BadRule as problem:
        assert str(problem)
        assert 1 <= problem.column <= len(text) + 1


@given(
    st.integers(0, 900),
    st.integers(1, 900),
    st.integers(-1, 1),
    st.integers(0, 1),
    st.sampled_from(reference.SIGNS),
)
def test_a_printed_share_agrees_with_the_naive_evaluator(part, whole, apart, decimals, sign):
    unit = Decimal(1).scaleb(-decimals)
    stated = (Decimal(100) * part / whole).quantize(unit) + apart * unit
    share = ("*", ("/", ("cell", "tỉnh"), ("cell", "tổng")), ("number", "100", Fraction(100)))
    chain = (("cell", "tỷ lệ %"), sign, share)
    given_values = {"tỷ lệ %": stated, "tỉnh": Decimal(part), "tổng": Decimal(whole)}

    expected = VERDICTS[reference.holds(*chain, given_values)]
    assert rules.verdict(rules.parse(typed(*chain)), keyed(given_values)) is expected
