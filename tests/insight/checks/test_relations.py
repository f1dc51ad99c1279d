"""Rules are sentences that officers can read."""

import pytest

from kheo.foundation.figures import indicators
from kheo.foundation.figures.addresses import Address
from kheo.insight.checks import relations, rules
from kheo.insight.checks.relations import Relation, Term
from kheo.insight.checks.rules import BadRule

TERMS = {"tổng": "a@all", "cấp tỉnh": "a@province", "cấp xã": "a@commune"}


def test_a_rule_is_read_with_the_figures_that_it_means():
    rule = "tổng = cấp tỉnh + cấp xã"

    assert relations.read({"title": "Họp", "rule": rule, "terms": TERMS}) == Relation(
        "Họp",
        rules.parse(rule),
        (Term("tổng", "a@all"), Term("cấp tỉnh", "a@province"), Term("cấp xã", "a@commune")),
    )


@pytest.mark.parametrize(
    "rule",
    [
        "tổng",
        "tổng = ",
        "tổng = cấp huyện",
        "tổng = tổng các cột(cấp xã)",
    ],
)
def test_a_rule_that_says_nothing_clear_is_refused(rule):
    with pytest.raises(BadRule):
        relations.read({"title": "Họp", "rule": rule, "terms": TERMS})


def test_every_figure_of_the_book_is_one_that_is_counted():
    addresses = [
        Address.parse(term.key) for relation in relations.book() for term in relation.terms
    ]

    for address in addresses:
        indicators.get(address.indicator).check(address.pairs)
        assert str(Address.parse(str(address))) == str(address)
