"""A moderator's yes or no: by the rules, told to the writer, once."""

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.figures.models import Fact
from kheo.foundation.log.models import Entry
from kheo.foundation.notices.models import Message
from kheo.know.comments import services
from kheo.know.comments.errors import (
    AlreadyDecided,
    NothingLeft,
    NotShown,
    RuleMissing,
    StillTelling,
)
from kheo.know.comments.models import Comment, Thread
from tests import factories
from tests.at_once import at_once
from tests.know.comments import cases
from tests.know.comments.cases import LATER, NOW, TELLING, WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(commune):
    return factories.officer(commune, "editor")


def counted(indicator) -> int:
    return sum(Fact.objects.filter(indicator=indicator).values_list("value", flat=True))


def test_a_yes_shows_the_words_and_counts_them(article, moderator):
    comment = cases.published(article, moderator)

    assert (comment.state, comment.public_text, comment.published_at) == ("published", WORDS, LATER)
    assert Thread.objects.get().shown == 1
    assert counted("comments.published") == 1


def test_what_is_sure_to_tell_is_hidden_unless_chosen(article, moderator):
    comment = cases.published(article, moderator, TELLING, name="Nam 0912 345 678")

    assert "0912" not in comment.public_text
    assert "[số điện thoại]" in comment.public_text
    assert "0912" not in comment.public_name
    assert comment.text == TELLING


def test_keeping_what_tells_needs_a_reason(article, moderator):
    comment = cases.sent(article, TELLING)

    with pytest.raises(StillTelling):
        services.publish(comment=comment, by=moderator, now=LATER, hide=[])
    kept = services.publish(
        comment=comment, by=moderator, now=LATER, hide=[], keep_reason="Số của cửa hàng."
    )

    assert kept.public_text == TELLING


def test_nothing_but_gaps_is_not_published(article, moderator):
    with pytest.raises(NothingLeft):
        services.publish(comment=cases.sent(article, "0912 345 678"), by=moderator, now=LATER)


def test_a_no_names_its_rule(article, moderator):
    comment = cases.sent(article)
    for rule in ("", "no_such_rule"):
        with pytest.raises(RuleMissing):
            services.decline(comment=comment, rule=rule, by=moderator, now=LATER)

    declined = services.decline(
        comment=comment, rule="insult", reason=" Chửi người khác. ", by=moderator, now=LATER
    )

    assert (declined.state, declined.rule, declined.reason) == (
        "declined", "insult", "Chửi người khác.",
    )  # fmt: skip
    assert counted("comments.declined") == 1


def test_a_shown_comment_is_taken_down_and_its_place_kept(article, moderator):
    comment = cases.published(article, moderator)

    removed = services.remove(comment=comment, rule="private", by=moderator, now=LATER)

    assert (removed.state, removed.published_at) == ("removed", LATER)
    assert Thread.objects.get().shown == 0
    with pytest.raises(NotShown):
        services.remove(comment=removed, rule="private", by=moderator, now=LATER)


def test_a_mistake_is_set_right_by_showing_it(article, moderator):
    declined = cases.declined(article, moderator)

    shown = services.publish(comment=declined, by=moderator, now=LATER, seen="declined")

    assert (shown.state, shown.rule) == ("published", "")


def test_the_second_moderator_hears_who_was_first(article, moderator, commune):
    comment = cases.sent(article)
    services.publish(comment=comment, by=moderator, now=LATER)
    other = factories.officer(commune, "editor")

    with pytest.raises(AlreadyDecided, match=f"{moderator}.*Đã đăng"):
        services.decline(comment=comment, rule="insult", by=other, now=LATER)


@pytest.mark.django_db(transaction=True)
def test_of_two_in_the_same_moment_one_decides(article, moderator, commune):
    comment = cases.sent(article)
    other = factories.officer(commune, "editor")

    done = at_once(
        lambda: services.publish(comment=comment, by=moderator, now=LATER),
        lambda: services.decline(comment=comment, rule="insult", by=other, now=LATER),
    )

    assert sorted(type(one).__name__ for one in done) == ["AlreadyDecided", "Comment"]


@pytest.mark.parametrize("act", ["publish", "decline", "remove", "close", "open_again"])
def test_a_moderator_of_another_commune_may_not(article, moderator, act):
    stranger = factories.officer(factories.unit("Bình Minh"), "editor")
    comment = cases.published(article, moderator) if act == "remove" else cases.sent(article)
    asked = {
        "publish": {"comment": comment},
        "decline": {"comment": comment, "rule": "insult"},
        "remove": {"comment": comment, "rule": "insult"},
        "close": {"article": article, "reason": "Cũ."},
        "open_again": {"article": article},
    }[act]

    with pytest.raises(PermissionDenied):
        getattr(services, act)(**asked, by=stranger, now=LATER)


def test_the_provinces_moderator_may_in_every_commune(article):
    by = factories.officer(factories.province(), "editor")

    assert cases.published(article, by).state == "published"


def test_the_writer_is_told_why_and_the_address_forgotten(article, moderator):
    comment = cases.declined(article, moderator, email="lan@example.vn")

    message = Message.objects.get()
    assert (message.recipient, Comment.objects.get().email) == ("lan@example.vn", "")
    assert "Không nói về bài viết" in message.body
    assert f"khoa={comment.secret}" in message.body


def test_the_log_has_facts_only(article, moderator):
    cases.published(article, moderator, TELLING)

    entry = Entry.objects.order_by("pk").last()
    assert (entry.action, entry.actor, entry.detail) == (
        "comment.published", moderator.username, {"hidden": 1, "kept": 0},
    )  # fmt: skip


def test_words_come_back_to_their_place_after_a_wrong_removal(article, moderator):
    removed = services.remove(
        comment=cases.published(article, moderator), rule="insult", by=moderator, now=LATER
    )

    again = services.publish(
        comment=removed, by=moderator, now=LATER + (LATER - NOW), seen="removed"
    )

    assert again.published_at == LATER
    assert (Thread.objects.get().shown, counted("comments.published")) == (1, 1)
