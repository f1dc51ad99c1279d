"""The moderators' desk: lists, one press, what two do at once, what strangers may not."""

import pytest
from django.urls import reverse

from kheo.foundation.log.models import Entry
from kheo.know.comments import services
from kheo.know.comments.models import Comment, Feedback, Thread
from tests import factories
from tests.know.comments import cases
from tests.know.comments.cases import LATER, NOW, TELLING, WORDS
from tests.know.comments.test_feedback import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(commune, client):
    by = factories.officer(commune, "editor")
    client.force_login(by)
    return by


def url(name, *args):
    return reverse(f"comments:{name}", args=args)


def page_of(response) -> str:
    return response.content.decode()


def press(client, comment, act, **fields):
    asked = {"act": act, "seen": comment.state, "back": "/binh-luan/kiem-duyet/?muc="} | fields
    return client.post(url("decide", comment.pk), asked)


def test_what_waits_is_listed_with_its_age_and_marks(client, article, moderator):
    cases.sent(article, TELLING, name="Lan")

    page = page_of(client.get(url("desk")))

    assert '<mark class="kh-told"' in page and "0912 345 678" in page
    assert "ngày" in page and "không có phép thử máy" in page


def test_one_press_shows_a_comment(client, article, moderator):
    response = press(client, cases.sent(article), "dang")

    assert response.url == "/binh-luan/kiem-duyet/?muc="
    assert Comment.objects.get().state == "published"
    assert "Đã đăng BL-" in page_of(client.get(response.url))


def test_one_press_and_a_rule_decline_it(client, article, moderator):
    press(client, cases.sent(article), "khong-dang", rule="advert", reason="Rao vặt.")

    comment = Comment.objects.get()
    assert (comment.state, comment.rule, comment.reason) == ("declined", "advert", "Rao vặt.")


def test_a_no_without_a_rule_comes_back_with_what_was_typed(client, article, moderator):
    page = page_of(press(client, cases.sent(article), "khong-dang", reason="Rao vặt."))

    assert "Xin chọn quy tắc" in page and "Rao vặt." in page
    assert Comment.objects.get().state == "waiting"


def test_unticking_what_is_sure_asks_why_and_keeps_the_ticks(client, article, moderator):
    comment = cases.sent(article, TELLING)

    page = page_of(press(client, comment, "dang", is_chosen="1"))
    assert "Xin che đi, hoặc viết vì sao" in page
    assert 'id="hide-0" checked' not in page

    press(client, comment, "dang", is_chosen="1", keep_reason="Số cửa hàng.")
    assert Comment.objects.get().public_text == TELLING


def test_the_second_of_two_hears_who_was_first(client, article, moderator, commune):
    comment = cases.sent(article)
    other = factories.officer(commune, "editor")
    services.decline(comment=comment, rule="advert", by=other, now=LATER)

    response = press(client, comment, "dang")

    assert f"{other} vừa quyết định trước bạn: Không đăng." in page_of(client.get(response.url))


def test_after_a_decision_nobody_is_sent_to_another_site(client, article, moderator):
    response = press(client, cases.sent(article), "dang", back="//example.com/")

    assert response.url == url("desk")


@pytest.mark.parametrize(
    "tab", ["", "da-dang", "khong-dang", "da-go", "xem-lai", "phan-hoi", "phan-hoi-xong", "x"]
)
def test_every_tab_opens_empty_and_full(client, article, moderator, tab):
    assert client.get(f"{url('desk')}?muc={tab}").status_code == 200
    cases.sent(article)
    cases.published(article, moderator)
    declined = cases.declined(article, moderator)
    services.lodge(comment=declined, secret=declined.secret, text="Xin xem lại.", now=LATER)
    services.remove(
        comment=cases.published(article, moderator), rule="insult", by=moderator, now=LATER
    )
    services.answer(feedback=written(article), text="Xong.", by=moderator, now=LATER)
    written(article)

    page = page_of(client.get(f"{url('desk')}?muc={tab}"))

    assert page.count("data-kh-row") == 1


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("tab", ["", "da-dang", "xem-lai", "phan-hoi"])
def test_any_length_of_a_list_costs_the_same(
    client, article, moderator, django_assert_num_queries, count, tab
):
    for _number in range(count):
        cases.sent(article)
        cases.published(article, moderator)
        declined = cases.declined(article, moderator)
        services.lodge(comment=declined, secret=declined.secret, text="Xin xem lại.", now=LATER)
        written(article)

    with django_assert_num_queries(8):
        client.get(f"{url('desk')}?muc={tab}")


def test_another_decides_an_appeal_on_the_page(client, article, moderator, commune):
    first = factories.officer(commune, "editor")
    comment = cases.declined(article, first)
    services.lodge(comment=comment, secret=comment.secret, text="Tôi nói đúng bài.", now=LATER)
    page = page_of(client.get(url("work", comment.pk)))
    assert "Tôi nói đúng bài." in page

    missing = client.post(url("review", comment.pk), {"verdict": "dang", "reason": ""})
    assert "Xin viết lý do" in page_of(missing)
    client.post(url("review", comment.pk), {"verdict": "dang", "reason": "Đúng là nói về bài."})

    comment.refresh_from_db()
    assert comment.state == "published"


def test_who_declined_sees_that_another_looks(client, article, moderator):
    comment = cases.declined(article, moderator)
    services.lodge(comment=comment, secret=comment.secret, text="Xin xem lại.", now=LATER)

    page = page_of(client.get(url("work", comment.pk)))
    assert "Người khác xem lại, không phải bạn." in page
    client.post(url("review", comment.pk), {"verdict": "dang", "reason": "Tôi đổi ý."})
    comment.refresh_from_db()
    assert comment.state == "declined"


def test_an_article_is_closed_and_opened_on_its_page(client, article, moderator):
    assert "Xin viết lý do" in page_of(client.post(url("thread", article.pk), {"reason": ""}))

    client.post(url("thread", article.pk), {"reason": "Bài đã cũ."})
    assert Thread.objects.get().closed_by == moderator
    client.post(url("thread", article.pk), {"open": "1"})
    assert Thread.objects.get().closed_at is None


def test_the_list_of_feedback_tells_nothing_of_its_sender(client, article, moderator):
    written(article, name="Lò Thị Lan", phone="0912345678")

    page = page_of(client.get(f"{url('desk')}?muc=phan-hoi"))

    assert "Lan" not in page and "0912" not in page and "Ảnh trong bài" not in page


def test_opening_feedback_is_noted_and_answering_closes_it(client, article, moderator):
    feedback = written(article)
    page = page_of(client.get(url("feedback_work", feedback.code)))
    assert "Lò Thị Lan" in page
    assert Entry.objects.filter(action="feedback.read", actor=moderator.username).count() == 1

    client.post(url("feedback_work", feedback.code), {"text": "Đã thay ảnh."})

    assert Feedback.objects.get().answered_by == moderator


def test_the_second_answer_is_kept_before_the_eyes_of_who_wrote_it(
    client, article, moderator, commune
):
    feedback = written(article)
    services.answer(
        feedback=feedback, text="Đã thay.", by=factories.officer(commune, "editor"), now=NOW
    )

    page = page_of(client.post(url("feedback_work", feedback.code), {"text": "Lời của tôi."}))

    assert "người khác vừa trả lời trước" in page and "Lời của tôi." in page


@pytest.mark.parametrize("who", ["nobody", "citizen", "elsewhere"])
def test_strangers_open_no_door_of_the_desk(client, article, commune, who):
    comment, feedback = cases.sent(article), written(article)
    if who != "nobody":
        elsewhere = factories.unit("Bình Minh")
        person = factories.citizen() if who == "citizen" else factories.officer(elsewhere, "editor")
        client.force_login(person)

    answers = [
        client.get(url("work", comment.pk)),
        press(client, comment, "dang"),
        client.post(url("review", comment.pk), {}),
        client.get(url("thread", article.pk)),
        client.get(url("feedback_work", feedback.code)),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert WORDS not in page_of(client.get(url("desk")))
    assert Comment.objects.get().state == "waiting"
