"""An article is passed on without keeping who sent it to whom."""

import pytest
from django.core import mail
from django.test import override_settings

from kheo.foundation.log.models import Entry
from kheo.foundation.notices.models import Message
from kheo.know.news import sharing
from kheo.know.news.views.sharing import FROM_ONE_PLACE
from tests import factories

GOOD = {"friend": "lan@example.vn", "name": "Cầm Văn Thương", "website": ""}


@pytest.fixture
def article(index):
    return factories.article(index, "Mở rộng đường bản", lead="Bà con hiến đất.")


def send(client, article, **typed):
    return client.post(f"/tin/gui/{article.slug}/", GOOD | typed, REMOTE_ADDR="118.70.12.7")


def test_a_friend_gets_one_letter_and_nothing_is_kept(article, client):
    response = send(client, article)

    (letter,) = mail.outbox
    assert (letter.to, letter.cc, letter.bcc) == (["lan@example.vn"], [], [])
    assert letter.subject == "Cầm Văn Thương gửi bạn bài: Mở rộng đường bản"
    assert f"http://127.0.0.1:8000{article.address}" in letter.body
    assert response.headers["Location"] == f"/tin/gui/{article.slug}/?da-gui=1"
    assert (Message.objects.count(), Entry.objects.count()) == (0, 0)
    assert dict(response.cookies) == {}


def test_the_sender_is_told_that_it_went(article, client):
    shown = client.get(send(client, article).headers["Location"]).content.decode()

    assert "Bài “Mở rộng đường bản” đã được gửi." in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"friend": ""}, "Xin cho biết địa chỉ thư của bạn ấy."),
        ({"friend": "lan"}, "Địa chỉ thư chưa đúng."),
        ({"friend": "lan@example.vn, mai@example.vn"}, "Địa chỉ thư chưa đúng."),
        ({"friend": "lan@example.vn\nBcc: mai@example.vn"}, "Địa chỉ thư chưa đúng."),
        ({"name": ""}, "Xin cho biết tên"),
        ({"name": "Trúng thưởng tại http://x.vn"}, "Tên chỉ gồm chữ cái"),
        ({"name": "x.vn/qua"}, "Tên chỉ gồm chữ cái"),
        ({"name": "Gọi 0912345678"}, "Tên chỉ gồm chữ cái"),
        ({"name": "A" * 61}, "Dài quá"),
        ({"website": "http://x.vn"}, "Xin xóa chữ trong ô này rồi gửi lại."),
    ],
)
def test_what_cannot_be_sent_is_said_and_nothing_typed_is_lost(article, client, typed, said):
    response = send(client, article, **typed)

    shown = response.content.decode()
    assert (response.status_code, mail.outbox) == (200, [])
    assert said in shown
    kept = (GOOD | typed)["friend"].split("\n")[0]
    assert f'value="{kept}"' in shown or not kept or "\n" in typed.get("friend", "")


@pytest.mark.parametrize("name", ["Lò Thị É", "Nguyễn Văn A.", "Hà-My", "Ông Ba", "D’Arc Mai"])
def test_names_of_people_pass(article, client, name):
    assert send(client, article, name=name).status_code == 302


def test_one_place_sends_only_so_many_in_an_hour(article, client):
    statuses = [send(client, article).status_code for _time in range(FROM_ONE_PLACE + 1)]
    elsewhere = client.post(f"/tin/gui/{article.slug}/", GOOD, REMOTE_ADDR="14.160.3.9")

    assert statuses == [302] * FROM_ONE_PLACE + [200]
    assert elsewhere.status_code == 302
    assert len(mail.outbox) == FROM_ONE_PLACE + 1


@override_settings(
    EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
    EMAIL_HOST="127.0.0.1",
    EMAIL_PORT=9,
    EMAIL_TIMEOUT=1,
)
def test_a_mail_server_that_does_not_answer_is_said(article, client):
    response = send(client, article)

    assert "Thư chưa gửi được." in response.content.decode()
    assert Message.objects.count() == 0


def test_a_stranger_cannot_send_or_print_a_draft(article, client):
    article.unpublish()

    urls = [f"/tin/gui/{article.slug}/", f"/tin/in/{article.slug}/"]

    assert [client.get(url).status_code for url in urls] == [404, 404]
    assert send(client, article).status_code == 404


def test_the_form_is_nobodys_to_keep(article, client):
    assert "no-store" in client.get(f"/tin/gui/{article.slug}/").headers["Cache-Control"]


def test_the_ways_carry_the_whole_address(article):
    ways = sharing.ways(article)

    url = f"http%3A%2F%2F127.0.0.1%3A8000%2Ftin%2F{article.slug}%2F"
    assert ways.zalo == f"https://zalo.me/share?url={url}"
    assert ways.facebook == f"https://www.facebook.com/sharer/sharer.php?u={url}"
    assert ways.mail.startswith("mailto:?subject=M%E1%BB%9F%20r%E1%BB%99ng")
    assert "\n" not in ways.mail


def test_no_script_of_others_is_on_the_page(article, client):
    content = client.get(article.address).content.decode()

    assert content.count("<script src=") == content.count('<script src="/static/')


def test_paper_carries_the_article_and_a_drawing_of_its_address(article, client):
    content = client.get(f"/tin/in/{article.slug}/").content.decode()

    assert "Bà con cùng làm." in content
    assert "<svg" in content
    assert '<meta name="robots" content="noindex">' in content


def test_printing_costs_one_query(article, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(f"/tin/in/{article.slug}/")
