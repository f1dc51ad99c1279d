"""Words to the editors are private, dated, answered by a named person and deleted in the end."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.duties.models import Duty
from kheo.foundation.log.models import Entry
from kheo.foundation.notices.models import Message
from kheo.know.comments import services
from kheo.know.comments.errors import (
    AlreadyAnswered,
    AnswerMissing,
    LengthRefused,
    NobodyThere,
    ProofSpent,
)
from kheo.know.comments.models import Comment, Feedback, SpentProof
from tests import factories
from tests.at_once import together
from tests.know.comments import cases
from tests.know.comments.cases import LATER, NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def moderator(commune):
    return factories.officer(commune, "editor")


def written(article=None, *, key=None, **more) -> Feedback:
    more = {"text": "Ảnh trong bài không phải bản tôi.", "name": "Lò Thị Lan", "now": NOW} | more
    return services.write_in(article=article, submission_key=key or uuid.uuid4(), **more)


def test_feedback_owes_an_answer_by_a_date(article, commune):
    feedback = written(article)

    assert (feedback.unit, feedback.title) == (commune, article.title)
    assert (feedback.duty.kind, feedback.duty.rule_code) == ("feedback.answer", "BL-LOCAL-02")
    assert "Lan" not in feedback.duty.work


def test_about_no_article_it_goes_to_the_province(index):
    assert written().unit == factories.province()


def test_the_same_press_twice_is_one(article):
    key = uuid.uuid4()

    assert written(article, key=key).pk == written(article, key=key).pk
    assert (Feedback.objects.count(), Duty.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_presses_in_the_same_moment_are_one(article):
    key, answer = uuid.uuid4(), cases.answered()

    made = together(lambda: written(article, key=key, answer=answer).pk, 3)

    assert made == [Feedback.objects.get().pk] * 3


def test_nothing_to_read_and_nobody_to_answer_are_refused(article, commune):
    with pytest.raises(LengthRefused):
        written(article, text=" \u200b ")
    for post in factories.body(commune).posts.filter(is_head=True):
        post.delete()
    with pytest.raises(NobodyThere):
        written(article)


def test_work_of_a_comment_does_not_pay_for_feedback(article):
    answer = cases.answered()
    cases.sent(article, answer=answer)

    with pytest.raises(ProofSpent):
        written(article, answer=answer)


def test_reading_is_noted(article, moderator):
    feedback = written(article)

    services.read(feedback=feedback, by=moderator, now=LATER)

    last = Entry.objects.order_by("pk").last()
    assert (last.action, last.actor, last.detail) == ("feedback.read", moderator.username, {})


@pytest.mark.parametrize("act", ["read", "answer"])
def test_an_officer_of_another_unit_neither_reads_nor_answers(article, act):
    stranger = factories.officer(factories.unit("Bình Minh"), "editor")
    words = {"text": "Cảm ơn."} if act == "answer" else {}

    with pytest.raises(PermissionDenied):
        getattr(services, act)(feedback=written(article), by=stranger, now=LATER, **words)


def test_an_answer_names_who_gave_it_and_keeps_the_date(article, moderator):
    feedback = services.answer(
        feedback=written(article, phone="0912345678"), text="Đã thay ảnh.", by=moderator, now=LATER
    )

    assert (feedback.answered_by, feedback.answer) == (moderator, "Đã thay ảnh.")
    assert Duty.objects.get().result == "Đã trả lời người gửi."
    assert (Message.objects.get().channel, "ảnh" in Message.objects.get().body) == ("sms", False)


def test_it_is_answered_once_and_with_words(article, moderator):
    feedback = written(article)
    with pytest.raises(AnswerMissing):
        services.answer(feedback=feedback, text=" ", by=moderator, now=LATER)
    services.answer(feedback=feedback, text="Đã thay ảnh.", by=moderator, now=LATER)

    with pytest.raises(AlreadyAnswered):
        services.answer(feedback=feedback, text="Đã thay.", by=moderator, now=LATER)


def test_an_answer_without_a_name_is_refused(article):
    written(article)

    with pytest.raises(IntegrityError, match="answered_feedback_names_who"), transaction.atomic():
        Feedback.objects.update(answered_at=LATER, answer="x")


# --- Forgetting --------------------------------------------------------------------------------


def test_answered_feedback_is_deleted_after_its_time(article, moderator):
    services.answer(feedback=written(article), text="Xong.", by=moderator, now=NOW)
    waiting = written(article)

    assert services.forget(now=NOW + 179 * DAY) == 0
    assert services.forget(now=NOW + 181 * DAY) == 1
    assert Feedback.objects.get() == waiting


def test_words_that_were_not_shown_are_deleted_after_their_time(article, moderator):
    declined = cases.declined(article, moderator, name="Lan")
    removed = services.remove(
        comment=cases.published(article, moderator), rule="insult", by=moderator, now=LATER
    )
    shown = cases.published(article, moderator)

    assert services.forget(now=LATER + 89 * DAY) == 0
    assert services.forget(now=LATER + 91 * DAY) == 2

    kept = dict(Comment.objects.values_list("pk", "text"))
    assert (kept[declined.pk], kept[removed.pk], bool(kept[shown.pk])) == ("", "", True)


def test_words_under_appeal_wait_for_its_end(article, moderator):
    comment = cases.declined(article, moderator)
    services.lodge(comment=comment, secret=comment.secret, text="Xin xem lại.", now=LATER + DAY)

    assert services.forget(now=LATER + 200 * DAY) == 0


def test_work_that_is_over_anyway_is_deleted(article):
    cases.sent(article, answer=cases.answered())

    services.forget(now=NOW + DAY)

    assert SpentProof.objects.count() == 0
