"""A comment is taken in once, within its lengths, for a published article only."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kheo.foundation.figures.models import Fact
from kheo.foundation.log.models import Entry
from kheo.know.comments import permissions, services
from kheo.know.comments.errors import (
    Closed,
    LengthRefused,
    NotPublished,
    ProofExpired,
    ProofRefused,
    ProofSpent,
)
from kheo.know.comments.models import Comment, SpentProof, Thread
from tests import factories
from tests.at_once import together
from tests.know.comments import cases
from tests.know.comments.cases import NOW, WORDS

pytestmark = pytest.mark.django_db
FAMILY = "👨‍👩‍👧‍👦"
MARKED = "e\u0323\u0302"


def test_a_comment_waits_for_a_moderator_of_the_articles_unit(article, commune):
    comment = cases.sent(article, name="  Lò Thị  ")

    assert (comment.state, comment.unit, comment.name) == ("waiting", commune, "Lò Thị")
    assert (comment.public_text, comment.published_at) == ("", None)
    assert Thread.objects.get().shown == 0


def test_an_article_right_below_the_root_is_the_provinces(index):
    root = index.get_parent().specific

    assert cases.sent(factories.article(root)).unit == factories.province()


@pytest.mark.parametrize("letter", ["a", "ệ", MARKED, FAMILY, "🇻🇳"])
def test_five_to_five_hundred_letters_are_taken(article, letter):
    assert cases.sent(article, letter * 5).state == "waiting"
    assert cases.sent(article, letter * 500).state == "waiting"


@pytest.mark.parametrize("letter", ["a", "ệ", MARKED, FAMILY, "🇻🇳"])
@pytest.mark.parametrize("count", [4, 501])
def test_four_and_five_hundred_and_one_are_not(article, letter, count):
    with pytest.raises(LengthRefused):
        cases.sent(article, letter * count)


@pytest.mark.parametrize(
    "text", ["\u200b" * 9, "\u200d" * 9, "\u3164" * 9, " \n \t  ", "\u0301" * 9]
)
def test_words_that_show_nothing_are_refused(article, text):
    with pytest.raises(LengthRefused):
        cases.sent(article, text)


def test_words_are_kept_composed(article):
    assert cases.sent(article, MARKED * 6).text == "ệ" * 6


def test_the_same_press_twice_is_one_comment(article):
    key = uuid.uuid4()

    assert cases.sent(article, key=key).pk == cases.sent(article, key=key).pk
    assert Comment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_presses_in_the_same_moment_are_one_comment(article):
    key, answer = uuid.uuid4(), cases.answered()

    made = together(lambda: cases.sent(article, key=key, answer=answer).pk, 4)

    assert made == [Comment.objects.get().pk] * 4


def test_an_article_that_is_not_published_takes_none(article):
    article.unpublish()

    with pytest.raises(NotPublished):
        cases.sent(article)


def test_a_closed_article_takes_none_until_it_is_opened(article, commune):
    by = factories.officer(commune, "editor")
    services.close(article=article, reason="Bài đã cũ.", by=by, now=NOW)

    with pytest.raises(Closed):
        cases.sent(article)

    services.open_again(article=article, by=by, now=NOW)
    assert cases.sent(article).state == "waiting"


def test_only_a_hash_of_the_key_is_stored(article):
    comment = cases.sent(article)

    assert comment.secret not in str(Comment.objects.values().get())
    assert permissions.holds_key(comment, comment.secret.lower())
    assert not permissions.holds_key(comment, "SAI")


def test_the_log_knows_that_something_came_not_what(article):
    comment = cases.sent(article, name="Lò Thị", email="lan@example.vn")

    entry = Entry.objects.get()
    assert (entry.action, entry.subject, entry.detail) == (
        "comment.received",
        f"comment:{comment.code}",
        {"has_proof": False},
    )
    assert Fact.objects.get(indicator="comments.received").value == 1


# --- The work of the sender's machine ----------------------------------------------------------


def test_work_that_was_done_is_noted_without_who_did_it(article):
    comment = cases.sent(article, answer=cases.answered())

    assert comment.has_proof
    assert SpentProof.objects.count() == 1


def test_work_is_good_for_one_sending(article):
    answer = cases.answered()
    cases.sent(article, answer=answer)

    with pytest.raises(ProofSpent):
        cases.sent(article, answer=answer)

    assert Comment.objects.count() == 1


def test_old_work_is_refused(article):
    answer = cases.answered(NOW - timedelta(minutes=121))

    with pytest.raises(ProofExpired):
        cases.sent(article, answer=answer)


@pytest.mark.parametrize(
    "answer", ["x", "e30=", "bnVsbA==", "W10=", "MTIz", "8J+YgA==", "x" * 9999]
)
def test_broken_work_is_refused(article, answer):
    with pytest.raises(ProofRefused):
        cases.sent(article, answer=answer)


def test_work_for_a_longer_time_cannot_be_forged(article):
    forged = cases.forged(cases.answered(NOW - timedelta(days=1)), until=NOW + timedelta(days=9))

    with pytest.raises(ProofRefused):
        cases.sent(article, answer=forged)


# --- Shown at once, where the file says so -----------------------------------------------------


@pytest.fixture
def shown_first(law):
    law(publication="after")


def test_what_tells_nobody_and_has_proof_is_shown_at_once(article, shown_first):
    comment = cases.sent(article, answer=cases.answered())

    assert (comment.state, comment.public_text) == ("published", WORDS)
    assert Thread.objects.get().shown == 1


def test_without_proof_or_with_a_phone_number_it_waits_all_the_same(article, shown_first):
    unproven = cases.sent(article)
    telling = cases.sent(article, cases.TELLING, answer=cases.answered())

    assert (unproven.state, telling.state) == ("waiting", "waiting")


# --- What the database refuses -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("refused_comment_names_its_rule", {"state": "declined"}),
        ("shown_comment_has_words", {"state": "published", "published_at": NOW}),
        ("shown_comment_has_a_moment", {"state": "removed", "rule": "insult"}),
        ("comment_not_shown_has_no_moment", {"published_at": NOW}),
    ],
)
def test_a_comment_that_contradicts_itself_is_refused(article, constraint, fields):
    comment = cases.sent(article)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(**fields)


def test_a_closed_thread_says_why(article):
    cases.sent(article)

    with pytest.raises(IntegrityError, match="closed_thread_says_why"), transaction.atomic():
        Thread.objects.update(closed_at=NOW)


def test_comments_outlive_their_article(article):
    comment = cases.sent(article)

    article.delete()

    comment.refresh_from_db()
    assert (comment.thread.article, comment.thread.title) == (None, "Mở rộng đường bản")
