"""A refusal is looked at again once, by another person, by a date, with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.duties.models import Duty
from kheo.foundation.notices.models import Message
from kheo.know.comments import services
from kheo.know.comments.errors import (
    AlreadyAppealed,
    AlreadyDecided,
    NobodyThere,
    NothingToAppeal,
    NotTheWriter,
    ReasonMissing,
    SamePerson,
    SettledOnAppeal,
    TooLateToAppeal,
)
from kheo.know.comments.models import Appeal, Thread
from tests import factories
from tests.at_once import at_once
from tests.know.comments import cases
from tests.know.comments.cases import LATER, WORDS

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "Tôi nói về con đường trong bài."


@pytest.fixture
def first(commune):
    return factories.officer(commune, "editor")


@pytest.fixture
def other(commune):
    return factories.officer(commune, "editor")


@pytest.fixture
def above():
    return factories.officer(factories.province(), "editor")


def lodged(comment, **more):
    more = {"secret": comment.secret, "text": WHY, "now": LATER + DAY} | more
    return services.lodge(comment=comment, **more)


def decided(appeal, by, *, is_upheld=False):
    return services.decide_appeal(
        comment=appeal.comment,
        is_upheld=is_upheld,
        reason="Đã đọc lại.",
        by=by,
        now=LATER + 2 * DAY,
    )


def test_an_appeal_owes_a_second_look_by_a_date(article, commune, first, other):
    appeal = lodged(cases.declined(article, first))

    assert (appeal.duty.kind, appeal.duty.unit, appeal.duty.rule_code) == (
        "comment.appeal", commune, "BL-LOCAL-01",
    )  # fmt: skip
    assert (appeal.was, appeal.rule, appeal.first_by) == ("declined", "off_topic", first)


def test_without_another_moderator_the_unit_above_looks(article, first, above):
    assert lodged(cases.declined(article, first)).duty.unit == factories.province()


def test_without_anybody_else_at_all_the_unit_itself_owes_it(article, commune, first):
    assert lodged(cases.declined(article, first)).duty.unit == commune


def test_another_moderator_shows_it_after_all(article, first, other):
    appeal = decided(lodged(cases.declined(article, first)), other)

    appeal.comment.refresh_from_db()
    assert (appeal.comment.state, appeal.comment.public_text, appeal.comment.rule) == (
        "published", WORDS, "",
    )  # fmt: skip
    assert Thread.objects.get().shown == 1
    assert Duty.objects.get().result == "Đã đọc lại."


def test_another_moderator_keeps_the_refusal(article, first, other):
    appeal = decided(lodged(cases.declined(article, first)), other, is_upheld=True)

    appeal.comment.refresh_from_db()
    assert (appeal.comment.state, appeal.decided_by) == ("declined", other)
    assert Duty.objects.get().closed_at == LATER + 2 * DAY


def test_what_was_taken_down_comes_back_to_its_place(article, first, other):
    comment = cases.published(article, first)
    removed = services.remove(comment=comment, rule="insult", by=first, now=LATER)

    decided(lodged(removed), other)

    removed.refresh_from_db()
    assert (removed.state, removed.published_at) == ("published", LATER)


def test_nobody_looks_at_their_own_refusal_again(article, first, other):
    appeal = lodged(cases.declined(article, first))

    with pytest.raises(SamePerson):
        decided(appeal, first)


def test_a_stranger_does_not_decide_an_appeal(article, first, other):
    appeal = lodged(cases.declined(article, first))

    with pytest.raises(PermissionDenied):
        decided(appeal, factories.officer(factories.unit("Bình Minh"), "editor"))


def test_what_was_given_to_the_unit_above_is_not_decided_below(article, commune, first, above):
    appeal = lodged(cases.declined(article, first))
    came_later = factories.officer(commune, "editor")

    with pytest.raises(PermissionDenied):
        decided(appeal, came_later)


def test_one_appeal_only_and_the_same_press_twice_is_one(article, first, other):
    comment = cases.declined(article, first)

    assert lodged(comment).pk == lodged(comment).pk
    decided(lodged(comment), other, is_upheld=True)
    with pytest.raises(AlreadyAppealed):
        lodged(comment)


def test_only_who_holds_the_key_may_ask(article, first):
    with pytest.raises(NotTheWriter):
        lodged(cases.declined(article, first), secret="SAIKHOA")


def test_there_must_be_a_refusal_and_time_and_words(article, first, other):
    with pytest.raises(NothingToAppeal):
        lodged(cases.published(article, first))
    with pytest.raises(TooLateToAppeal):
        lodged(cases.declined(article, first), now=LATER + 31 * DAY)
    with pytest.raises(ReasonMissing):
        lodged(cases.declined(article, first), text=" \u200b ")


def test_a_place_without_a_head_says_so(article, commune, first):
    comment = cases.declined(article, first)
    for post in factories.body(commune).posts.filter(is_head=True):
        post.delete()

    with pytest.raises(NobodyThere):
        lodged(comment)


def test_the_second_who_decides_hears_of_the_first(article, first, other, commune):
    appeal = lodged(cases.declined(article, first))
    decided(appeal, other, is_upheld=True)

    with pytest.raises(AlreadyDecided, match=str(other)):
        decided(appeal, factories.officer(commune, "editor"))


@pytest.mark.django_db(transaction=True)
def test_of_two_in_the_same_moment_one_decides_the_appeal(article, first, other, commune):
    appeal = lodged(cases.declined(article, first))
    third = factories.officer(commune, "editor")

    done = at_once(lambda: decided(appeal, other), lambda: decided(appeal, third, is_upheld=True))

    assert sorted(type(one).__name__ for one in done) == ["AlreadyDecided", "Appeal"]


def test_a_moderator_does_not_decide_while_an_appeal_is_open(article, first, other):
    comment = cases.declined(article, first)
    lodged(comment)

    with pytest.raises(AlreadyDecided):
        services.publish(comment=comment, by=other, now=LATER + DAY, seen="declined")


def test_the_same_rule_is_not_held_against_it_again(article, first, other):
    comment = cases.declined(article, first)
    decided(lodged(comment), other)
    comment.refresh_from_db()

    with pytest.raises(SettledOnAppeal):
        services.remove(comment=comment, rule="off_topic", by=first, now=LATER + 3 * DAY)
    assert services.remove(
        comment=comment, rule="private", by=first, now=LATER + 3 * DAY
    ).state == "removed"  # fmt: skip


def test_the_writer_hears_the_end_and_the_address_is_forgotten(article, first, other):
    appeal = lodged(cases.declined(article, first), email="lan@example.vn")

    decided(appeal, other)

    appeal.comment.refresh_from_db()
    assert "Đã đọc lại." in Message.objects.get().body
    assert appeal.comment.email == ""


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("decided_appeal_says_why", {"is_upheld": True, "decided_at": LATER}),
        ("appeal_is_decided_by_another", {"is_upheld": True, "decided_at": LATER, "reason": "x"}),
    ],
)
def test_an_appeal_that_contradicts_itself_is_refused(article, first, other, constraint, fields):
    lodged(cases.declined(article, first))
    by = {"decided_by": first} if "reason" in fields else {}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Appeal.objects.update(**fields, **by)
