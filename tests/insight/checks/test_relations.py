"""Rules are sentences that officers can read."""

import pytest

from kheo.foundation.figures import indicators
from kheo.foundation.figures.addresses import Address
from kheo.insight.checks import relations
from kheo.insight.checks.relations import BadRule, Kind, Relation, Term

TERMS = {"tổng": "a@all", "cấp tỉnh": "a@province", "cấp xã": "a@commune"}


def test_a_sum_is_read():
    rule = "tổng = cấp tỉnh + cấp xã"

    assert relations.read({"title": "Họp", "rule": rule, "terms": TERMS}) == Relation(
        "Họp",
        Kind.SUM,
        Term("tổng", "a@all"),
        (Term("cấp tỉnh", "a@province"), Term("cấp xã", "a@commune")),
    )


def test_a_share_is_read():
    rule = "tổng = cấp tỉnh / cấp xã"

    assert relations.read({"title": "Họp", "rule": rule, "terms": TERMS}).kind is Kind.RATIO


@pytest.mark.parametrize(
    "rule",
    [
        "tổng",
        "tổng = ",
        "tổng = cấp tỉnh = cấp xã",
        "tổng = cấp tỉnh / cấp xã / tổng",
        "tổng = cấp tỉnh + tổng / cấp xã",
        "tổng = cấp huyện",
    ],
)
def test_a_rule_that_says_nothing_clear_is_refused(rule):
    with pytest.raises(BadRule, match="tổng"):
        relations.read({"title": "Họp", "rule": rule, "terms": TERMS})


def test_every_figure_of_the_book_is_one_that_is_counted():
    addresses = [
        Address.parse(term.key)
        for relation in relations.book()
        for term in (relation.result, *relation.operands)
    ]

    for address in addresses:
        indicators.get(address.indicator).check(address.pairs)
        assert str(Address.parse(str(address))) == str(address)
