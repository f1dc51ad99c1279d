"""The law of complaints is read from files: instances, grounds, groups, and since when."""

from datetime import date

import pytest
from django.utils import translation

from kheo.foundation.clock.book import default_book
from kheo.oversee.complaints import papers, rules
from tests.oversee.complaints import cases

BOOK = rules.book()


def test_every_stage_names_a_rule_that_the_clock_knows():
    for instance in BOOK.instances.values():
        for code in instance.rules.values():
            assert default_book().get(code, date(2026, 11, 22)).code == code


def test_the_second_instance_always_has_a_dialogue_and_is_published():
    assert [one.always_dialogue for one in BOOK.instances.values()] == [False, True]
    assert "publish" in BOOK.instances[2].rules
    assert "publish" not in BOOK.instances[1].rules


def test_grounds_hold_from_their_day_and_are_found_for_ever():
    before, after = date(2026, 6, 30), date(2026, 7, 1)

    assert BOOK.grounds_on("suspend", before) == []
    assert len(BOOK.grounds_on("suspend", after)) == 3
    assert len(BOOK.grounds_on("refuse", before)) == 11
    ground = BOOK.ground("suspend", "heirs_unknown")
    assert ground is not None
    assert ground.is_doubtful
    assert BOOK.ground("suspend", "x") is None


def test_groups_begin_at_five_and_have_no_end():
    assert BOOK.group_of(4) is None
    assert BOOK.group_of(10) == rules.Group(since=5, until=10, least=1, most=2)
    assert BOOK.group_of(5000) == rules.Group(since=11, until=None, least=1, most=5)


def test_what_people_read_is_in_their_language():
    with translation.override("en"):
        assert BOOK.instances[1].competent == (
            "the body that made the decision or did the act decides first"
        )
    assert BOOK.court.startswith("Ở cả hai lần")


@pytest.mark.django_db
def test_letters_carry_what_is_known_and_fit_the_stage():
    place = cases.Place().raise_province()
    complaint = cases.decided(place)
    today = cases.MONDAY.date()

    prepared = papers.prepare(place.handler, complaint.pk, today)

    assert prepared is not None
    assert prepared.keys == ("complaint_enforced", "dialogue_minutes", "complaint_decision_first")
    assert prepared.fields["sender"] == "Lò Thị Hoa"
    assert prepared.fields["challenged"] == "Quyết định hành chính 12/QĐ-UBND 20/12/2026"
    assert prepared.fields["ruling"] == "Khiếu nại sai. Giữ nguyên quyết định thu hồi đất."
    assert prepared.fields["verified"] == "Đã đo lại, thừa 18 m²."
    assert papers.prepare(place.clerk, complaint.pk, today) is None
    assert papers.prepare(place.handler, 0, today) is None
