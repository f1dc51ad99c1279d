"""The tree below a document counts, opens level by level, and names who has issued nothing."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from kheo.foundation.documents.register import queries
from tests import factories
from tests.factories import MONDAY
from tests.foundation.documents.register import cases

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
NOBODY = AnonymousUser()
CENTRAL = {"issuer_name": "Ban Chấp hành Trung ương", "level": "central", "unit": None}


@pytest.fixture
def root():
    return cases.document("25-NQ/TW", issued_on=date(2013, 6, 3), **CENTRAL)


def under(parent, made):
    cases.relate(made, "implements", parent)
    return made


def tally(root, user=NOBODY):
    found = queries.tallies(root, user, today=TODAY)
    return [(one.level, one.kind, one.count) for one in found]


def below(root, user=NOBODY):
    return list(queries.children(root, user, today=TODAY))


def test_the_tree_counts_every_document_once(root):
    province = under(root, cases.document("16-CTr/TU"))
    commune = factories.unit()
    plan = under(province, cases.of_commune(commune))
    under(root, cases.of_commune(factories.unit("Mường Bú")))
    cases.relate(plan, "implements", root)

    assert tally(root) == [("province", "programme", 1), ("commune", "plan", 2)]
    assert tally(province) == [("commune", "plan", 1)]


def test_an_internal_document_is_passed_over_without_a_word(root):
    hidden = under(root, cases.document("16-CTr/TU", visibility="internal"))
    plan = under(hidden, cases.of_commune(factories.unit()))

    assert tally(root) == [("commune", "plan", 1)]
    assert below(root) == [plan]
    keeper = cases.keeper()
    assert below(root, keeper) == [hidden]
    assert tally(root, keeper) == [("province", "programme", 1), ("commune", "plan", 1)]


def test_a_withdrawn_document_is_not_in_the_tree(root):
    gone = under(root, cases.document("16-CTr/TU"))
    cases.services.withdraw(document=gone, reason="nhầm", by=cases.keeper(), now=MONDAY)

    assert tally(root) == []


def test_children_are_narrowed_by_kind_and_level(root):
    programme = under(root, cases.document("16-CTr/TU"))
    plan = under(root, cases.of_commune(factories.unit()))

    assert list(queries.children(root, NOBODY, today=TODAY, kind="programme")) == [programme]
    assert list(queries.children(root, NOBODY, today=TODAY, level="commune")) == [plan]


def test_a_branch_tells_how_many_stand_below_it_and_the_first(root):
    province = under(root, cases.document("16-CTr/TU"))
    plans = [
        under(province, cases.of_commune(factories.unit(f"Xã {n}"), issued_on=date(2024, 4, n)))
        for n in (1, 2, 3)
    ]

    (branch,) = queries.branches([province], NOBODY, today=TODAY, first=2)

    assert (branch.document, branch.below, branch.first) == (province, 3, plans[:2])


def test_the_silent_communes_are_those_of_today_that_issued_nothing(root):
    spoke, silent = factories.unit("Ngọc Chiến"), factories.unit("Mường Bú")
    old = factories.unit("Nậm Păm", valid_to=date(2025, 6, 30))
    heir = factories.unit("Mường La", valid_from=date(2025, 7, 1))
    factories.succession(old, heir, date(2025, 7, 1))
    under(root, cases.of_commune(spoke))
    under(root, cases.of_commune(old))

    found = queries.silent_communes(root, NOBODY, within=factories.province(), today=TODAY)

    assert list(found) == [silent]


def test_figures_count_by_window_place_level_and_kind():
    commune = factories.unit()
    cases.of_commune(commune)
    cases.document("16-CTr/TU", visibility="internal")
    window = {"since": date(2024, 1, 1), "until": date(2025, 1, 1)}

    assert queries.counted(queries.issued(**window)) == {"plan": 1, "programme": 1}
    assert queries.issued(**window, within=commune).count() == 1
    assert queries.issued(**window, level="province", kind="programme").count() == 1
    assert queries.issued(since=date(2024, 3, 2), until=date(2025, 1, 1)).count() == 0
