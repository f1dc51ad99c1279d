"""What readers see and send: below the article, the form, the slip, the rules."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from kheo.know.comments import services
from kheo.know.comments.models import Comment, Feedback, Thread
from tests import factories
from tests.know.comments import cases
from tests.know.comments.cases import LATER, NOW, TELLING, WORDS

pytestmark = pytest.mark.django_db
FAMILY = "👨‍👩‍👧‍👦"
# "Đường bản mở rộng, bà con phấn khởi" as a font of old showed it.
TCVN3 = "§­êng b¶n më réng, bµ con phÊn khëi"
MANY = 10_000
PAGE_BYTES = 60_000


@pytest.fixture
def moderator(commune):
    return factories.officer(commune, "editor")


def url(name, *args, **query):
    path = reverse(f"comments:{name}", args=args)
    return path + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def form_of(client, path) -> dict[str, str]:
    page = client.get(path).content.decode()
    key = re.search(r'name="submission_key" value="([^"]+)"', page)
    return {"submission_key": key[1], "website": "", "answer": "", "name": "", "email": ""}


def send(client, article, **fields):
    path = url("new", article.pk)
    return client.post(path, form_of(client, path) | {"text": WORDS} | fields)


def page_of(response) -> str:
    return response.content.decode()


# --- Sending -----------------------------------------------------------------------------------


def test_without_javascript_a_comment_is_sent_and_followed(client, article):
    response = send(client, article, name="Lò Thị Lan")

    comment = Comment.objects.get()
    assert (comment.has_proof, comment.state) == (False, "waiting")
    assert response.url == f"{comment.get_absolute_url()}?khoa={comment.secret}"
    slip = page_of(client.get(response.url))
    assert "Đã nhận bình luận của bạn" in slip
    assert comment.code in slip and comment.secret in slip
    assert 'content="noindex' in slip


def test_a_sender_whose_machine_worked_is_believed(client, article):
    send(client, article, answer=cases.answered(timezone.now()))

    assert Comment.objects.get().has_proof


def test_the_same_form_sent_twice_is_one_comment(client, article):
    path = url("new", article.pk)
    form = form_of(client, path) | {"text": WORDS, "answer": cases.answered(timezone.now())}

    first, second = client.post(path, form), client.post(path, form)

    assert first.url == second.url
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Bạn vui lòng nhập từ 5 ký tự trở lên."),
        ("abcd", "Bạn vui lòng nhập từ 5 ký tự trở lên."),
        ("e\u0323\u0302" * 4, "Bạn vui lòng nhập từ 5 ký tự trở lên."),
        ("\u200b" * 9, "Bạn vui lòng nhập từ 5 ký tự trở lên."),
        (FAMILY * 501, "Dài quá 1 ký tự; chỉ nhận 500."),
        ("ệ" * 502, "Dài quá 2 ký tự; chỉ nhận 500."),
    ],
)
def test_wrong_lengths_are_told_and_nothing_typed_is_lost(client, article, text, said):
    page = page_of(send(client, article, text=text, name="Lò Thị Lan"))

    assert said in page
    assert "Lò Thị Lan" in page
    assert text.replace("\u200b", "") in page
    assert Comment.objects.count() == 0


def test_what_is_left_is_said_without_javascript_too(client, article):
    assert re.search(
        r"<span data-kh-number>500</span>/500", page_of(client.get(url("new", article.pk)))
    )
    assert "<span data-kh-number>-2</span>/500" in page_of(send(client, article, text=FAMILY * 502))


def test_a_text_without_end_costs_no_time_without_end(client, article):
    page = page_of(send(client, article, text="a" + "\u0301" * 200_000))

    assert "ký tự" in page
    assert Comment.objects.count() == 0


def test_letters_of_an_old_font_become_vietnamese(client, article):
    send(client, article, text=TCVN3)

    assert Comment.objects.get().text == "Đường bản mở rộng, bà con phấn khởi"


def test_html_is_shown_as_it_was_typed(client, article, moderator):
    services.publish(
        comment=cases.sent(article, "<script>alert('x')</script> <b>đậm</b>"),
        by=moderator,
        now=LATER,
    )

    page = page_of(client.get(url("list", article.pk)))

    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &lt;b&gt;đậm&lt;/b&gt;" in page


def test_a_program_that_fills_every_field_is_stopped(client, article):
    page = page_of(send(client, article, website="http://example.vn"))

    assert "Xin xóa chữ trong ô này" in page
    assert Comment.objects.count() == 0


@pytest.mark.parametrize(
    ("when", "said"),
    [(timedelta(minutes=-121), "phép thử hết hạn"), (timedelta(0), "Phép thử này đã dùng rồi")],
)
def test_old_or_used_work_is_refused_and_the_words_are_kept(client, article, when, said):
    answer = cases.answered(timezone.now() + when)
    if not when:
        send(client, article, text="Lời thứ nhất", answer=answer)

    page = page_of(send(client, article, text="Lời thứ hai đây", answer=answer))

    assert said in page
    assert "Lời thứ hai đây" in page
    assert answer not in page
    assert not Comment.objects.filter(text="Lời thứ hai đây").exists()


def test_without_proof_fewer_may_be_sent_from_one_place(client, article):
    client.defaults["REMOTE_ADDR"] = "8.8.8.7"
    for number in range(5):
        send(client, article, text=f"Lời thứ {number} của tôi")

    page = page_of(send(client, article, text="Lời thứ năm của tôi"))
    proven = send(client, article, text="Lời có phép thử", answer=cases.answered(timezone.now()))

    assert "gửi quá nhiều" in page and "Lời thứ năm của tôi" in page
    assert proven.status_code == 302
    assert Comment.objects.count() == 6


def test_from_places_that_cannot_be_told_apart_there_is_one_count(client, article, law):
    law(without_proof={"per_hour": 5, "per_hour_unknown": 1})
    send(client, article)

    assert "gửi quá nhiều" in page_of(send(client, article, text="Một lời khác hẳn"))


def test_an_article_that_is_not_published_takes_nothing(client, article):
    path = url("new", article.pk)
    form = form_of(client, path)
    article.unpublish()

    assert client.get(path).status_code == 404
    assert client.post(path, form | {"text": WORDS}).status_code == 404
    assert client.get(url("list", article.pk)).status_code == 404


def test_a_closed_article_says_why_and_shows_no_form(client, article, moderator):
    path = url("new", article.pk)
    form = form_of(client, path)
    services.close(article=article, reason="Bài đã sang năm cũ.", by=moderator, now=NOW)

    assert "<textarea" not in page_of(client.get(path))
    assert "Bài đã sang năm cũ." in page_of(client.get(path))
    assert "Bài này đã thôi nhận bình luận." in page_of(client.post(path, form | {"text": WORDS}))
    assert Comment.objects.count() == 0


def test_in_place_comes_the_form_alone(client, article):
    part = page_of(client.get(url("new", article.pk), headers={"HX-Request": "true"}))

    assert "<form" in part and "<html" not in part


# --- Reading -----------------------------------------------------------------------------------


def test_below_the_article_stand_the_comments_and_no_token(client, article, moderator):
    cases.published(article, moderator, TELLING, name="Lò Thị Lan")
    cases.sent(article, "Lời này còn chờ duyệt")

    page = page_of(client.get(article.address))

    assert "Bình luận (1)" in page
    assert "Lò Thị Lan" in page
    assert "0912" not in page and "chờ duyệt" not in page
    assert (
        "csrfmiddlewaretoken" not in page.partition('id="binh-luan"')[2].partition("</section>")[0]
    )


def test_what_was_taken_down_says_why(client, article, moderator):
    services.remove(
        comment=cases.published(article, moderator, name="Lan"),
        rule="insult",
        reason="Gọi người khác bằng lời tục, số 0912 345 678.",
        by=moderator,
        now=LATER,
    )

    page = page_of(client.get(url("list", article.pk)))

    assert "Bình luận này đã gỡ vì: Chửi, bôi nhọ, hạ thấp nhân phẩm một người." in page
    assert WORDS not in page and "0912" not in page


def many(article, count):
    first = cases.published(article, factories.officer(factories.province(), "editor"))
    fields = {
        name: getattr(first, name)
        for name in ("thread_id", "unit_id", "text", "public_text", "state", "published_at")
    }
    Comment.objects.bulk_create(
        Comment(
            **fields,
            code=f"BL-{number:08d}",
            submission_key=f"00000000-0000-4000-8000-{number:012d}",
            secret_hash="x",
            sent_at=NOW,
        )
        for number in range(count - 1)
    )
    Thread.objects.update(shown=count)


@pytest.mark.parametrize("count", [1, 3, MANY])
def test_any_number_of_comments_costs_the_same(client, article, count, django_assert_num_queries):
    many(article, count)
    cache.clear()
    path = url("list", article.pk)
    client.get(path)

    with django_assert_num_queries(3):
        # Another address, for the first page is kept for a second.
        response = client.get(f"{path}?lan=2")

    assert len(response.content) < PAGE_BYTES
    assert page_of(response).count("<article>") == min(count, 20)


def test_every_comment_is_reached_once_the_newest_first(client, article):
    many(article, 45)
    path, seen = url("list", article.pk), []
    for _page in range(3):
        page = page_of(client.get(path))
        seen += re.findall(r'<li id="(BL-\w+)">', page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        path = url("list", article.pk) + (older[1] if older else "?sau=het")

    assert not older
    assert seen == list(
        Comment.objects.order_by("-published_at", "-pk").values_list("code", flat=True)
    )


@pytest.mark.parametrize("count", [3, MANY])
def test_an_article_with_many_comments_stays_light(client, article, count):
    many(article, count)

    page = page_of(client.get(article.address))

    assert page.count("<article>") == min(count, 20)
    assert len(page.encode()) < PAGE_BYTES


def test_pages_with_names_are_not_for_search_engines(client, article, moderator):
    cases.published(article, moderator, name="Lan")

    assert '<meta name="robots" content="noindex">' in page_of(client.get(url("list", article.pk)))


@pytest.mark.parametrize("cursor", ["x", "2026~1", "2026-03-02T08:00:00+07:00~x", "~", "%00"])
def test_a_cursor_that_makes_no_sense_is_the_first_page(client, article, moderator, cursor):
    cases.published(article, moderator)

    assert WORDS in page_of(client.get(url("list", article.pk, sau=cursor)))


def test_the_rules_are_printed_from_the_file(client, index):
    page = page_of(client.get(url("rules")))

    assert "Chửi, bôi nhọ, hạ thấp nhân phẩm một người" in page
    assert "Chê một cơ quan, một công trình, một thủ tục" in page
    assert "Từ 5 đến 500 ký tự" in page


# --- The writer --------------------------------------------------------------------------------


def test_only_the_key_opens_the_writers_page(client, article):
    comment = cases.sent(article)

    assert client.get(url("mine", comment.code)).status_code == 403
    assert client.get(url("mine", comment.code, khoa="SAI")).status_code == 403
    found = client.get(url("find", code=comment.code.lower(), khoa=comment.secret.lower()))
    assert found.url == url("mine", comment.code, khoa=comment.secret)


def test_a_wrong_key_is_told_at_the_form(client, article):
    comment = cases.sent(article)

    assert "Không thấy mã và khóa này" in page_of(
        client.get(url("find", code=comment.code, khoa="SAI"))
    )


def test_the_writer_reads_why_and_asks_once(client, article, moderator, settings):
    factories.officer(article.get_parent().specific.unit, "editor")
    comment = services.decline(
        comment=cases.sent(article), rule="off_topic", by=moderator, now=timezone.now()
    )
    mine = url("mine", comment.code, khoa=comment.secret)
    assert "Không nói về bài viết" in page_of(client.get(mine))

    empty = client.post(url("appeal", comment.code), {"khoa": comment.secret, "text": ""})
    assert "Xin viết vài lời" in page_of(empty)
    asked = {"khoa": comment.secret, "text": "Tôi nói về con đường."}
    assert client.post(url("appeal", comment.code), asked).url == mine

    page = page_of(client.get(mine))
    assert "Tôi nói về con đường." in page and "Bạn đã đề nghị xem lại" in page
    assert 'action="/binh-luan/loi/' not in page
    assert client.post(url("appeal", comment.code), {"text": "x"}).status_code == 403


# --- Feedback ----------------------------------------------------------------------------------


def test_feedback_about_an_article_is_sent_and_followed(client, article):
    path = url("feedback", bai=article.pk)
    form = form_of(client, path) | {"text": "Ảnh chú thích nhầm.", "phone": "0912 345 678"}

    response = client.post(path, form)

    feedback = Feedback.objects.get()
    assert (feedback.article_id, feedback.phone) == (article.pk, "0912345678")
    page = page_of(client.get(response.url))
    assert "Đã nhận phản hồi của bạn" in page and "Ảnh chú thích nhầm." in page
    assert client.get(url("feedback_sent", feedback.code)).status_code == 403


@pytest.mark.parametrize("asked", ["", "x", "0", "99999999999999", "-1"])
def test_feedback_about_no_article_is_about_anything(client, index, asked):
    assert client.get(url("feedback", bai=asked)).status_code == 200


def test_wrong_contact_is_told_and_the_words_are_kept(client, article):
    path = url("feedback")
    form = form_of(client, path) | {"text": "Ảnh chú thích nhầm.", "phone": "12"}

    page = page_of(client.post(path, form))

    assert "Số điện thoại chưa đúng" in page and "Ảnh chú thích nhầm." in page
    assert Feedback.objects.count() == 0
