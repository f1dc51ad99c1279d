"""The handler closes, asks others and is told what is missing; helpers see nobody's name."""

import pytest
from django.urls import reverse

from kheo.foundation.duties.models import Duty
from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.oversee.petitions import cases
from tests.oversee.petitions.cases import LATER

pytestmark = pytest.mark.django_db
VI = {"headers": {"accept-language": "vi"}}
SENDER = {"name": "Lò Thị Bóng", "phone": "0912345678", "email": "bong@example.vn"}


@pytest.fixture
def petition():
    return cases.received(**SENDER)


@pytest.fixture
def handler(petition):
    return factories.officer(petition.unit)


@pytest.fixture
def desk(client, handler):
    client.force_login(handler)
    return client


@pytest.fixture
def body():
    found = factories.body(factories.unit("Chiềng Sơ"))
    factories.head(found)
    return found


def text(response):
    return response.content.decode()


def press(client, act, petition, *more, **words):
    return client.post(reverse(f"petitions:{act}", args=[petition.pk, *more]), words, **VI)


def ask(petition, handler, body):
    return services.ask_help(
        petition=petition,
        body=body,
        work="Đo đoạn sạt",
        brief="Đo giúp đoạn sạt ở km 3.",
        by=handler,
        now=LATER,
    )


def test_the_page_lists_what_must_be_there_before_closing(desk, petition, handler, body):
    ask(petition, handler, body)

    page = text(desk.get(reverse("petitions:work", args=[petition.pk]), **VI))

    assert "Còn 1 nơi phối hợp chưa xong" in page
    assert str(body) in page


def test_a_refusal_without_ground_is_named_beside_the_field(desk, petition):
    page = text(press(desk, "answer", petition, outcome="refused", text="Không làm được."))

    assert "Từ chối thì phải chọn căn cứ." in page
    assert "Không làm được." in page


def test_a_refusal_with_its_ground_closes_it(desk, petition):
    press(desk, "answer", petition, outcome="refused", text="Sai.", refusal_ground="not_true")

    petition.refresh_from_db()
    assert (petition.outcome, petition.refusal_ground) == (Duty.Outcome.REFUSED, "not_true")


def test_an_answer_while_help_is_owed_is_refused_and_kept(desk, petition, handler, body):
    ask(petition, handler, body)

    page = text(press(desk, "answer", petition, outcome="done", text="Xong.", no_proof_reason="x"))

    assert "Còn cơ quan phối hợp chưa trả lời" in page
    assert "Xong." in page


def test_help_is_asked_for_from_the_page(desk, petition, body):
    press(desk, "ask_help", petition, body="chieng so", work="Đo", brief="Đo giúp.", wanted_on="")

    child = Duty.objects.get(parent=petition.duty_id)
    assert (child.body, child.url) == (body, reverse("petitions:help", args=[child.pk]))


@pytest.mark.parametrize("told", ["bà lò thị bóng", "gọi 0912 345 678", "bong@example.vn"])
def test_words_that_tell_who_sent_it_are_refused(desk, petition, body, told):
    page = text(press(desk, "ask_help", petition, body="chieng so", work="Đo", brief=told))

    assert "Trong phần này có tên, số điện thoại hoặc thư của người gửi." in page
    assert Duty.objects.filter(parent=petition.duty_id).count() == 0


def test_a_date_after_the_whole_is_refused_with_the_words_kept(desk, petition, body):
    page = text(
        press(
            desk,
            "ask_help",
            petition,
            body="chieng so",
            work="Đo",
            brief="Đo giúp.",
            wanted_on="1/1/2030",
        )
    )

    assert "không sau hạn của việc chính" in page
    assert "Đo giúp." in page


def test_help_is_called_back_with_a_reason(desk, petition, handler, body):
    child = ask(petition, handler, body)
    page = text(press(desk, "call_back", petition, child.pk, reason=""))
    assert "Xin viết vì sao rút lời nhờ." in page

    press(desk, "call_back", petition, child.pk, reason="Tự đo được.")

    child.refresh_from_db()
    assert child.closed_at is not None


# --- The body that helps ----------------------------------------------------------------------


def test_the_helping_body_reads_its_part_and_nothing_of_the_sender(client, petition, handler, body):
    child = ask(petition, handler, body)
    client.force_login(factories.officer(body.unit))

    pages = [
        text(client.get(reverse("petitions:help", args=[child.pk]), **VI)),
        text(client.get(reverse("workspace:duty", args=[child.pk]), **VI)),
        text(client.get(reverse("workspace:unit"), **VI)),
    ]

    assert all("Đo đoạn sạt" in page for page in pages)
    secrets = (*SENDER.values(), petition.code, petition.heading, petition.text)
    assert [word for word in secrets for page in pages if word in page] == []


def test_the_helping_body_opens_no_page_of_the_petition(client, petition, handler, body):
    ask(petition, handler, body)
    client.force_login(factories.officer(body.unit))

    for url in (
        reverse("petitions:work", args=[petition.pk]),
        reverse("workspace:duty", args=[petition.duty_id]),
    ):
        assert client.get(url, **VI).status_code == 403


def test_a_stranger_opens_no_page_of_help(client, petition, handler, body):
    child = ask(petition, handler, body)
    client.force_login(factories.officer(factories.unit("Xa")))

    assert client.get(reverse("petitions:help", args=[child.pk]), **VI).status_code == 403


def test_the_result_and_its_files_come_back_to_who_asked(client, petition, handler, body):
    child = ask(petition, handler, body)
    client.force_login(factories.officer(body.unit))
    said = {"result": "Dài 42 m.", "papers": cases.picture("do.jpg")}
    client.post(reverse("petitions:give_help", args=[child.pk]), said, **VI)

    client.force_login(handler)
    page = text(client.get(reverse("petitions:work", args=[petition.pk]), **VI))

    (file,) = child.proof.all()
    assert "Dài 42 m." in page
    assert file.url in page
    assert client.get(file.url).status_code == 200
    client.force_login(factories.officer(factories.unit("Xa")))
    assert client.get(file.url).status_code in (403, 404)


def test_a_result_without_words_is_named(client, petition, handler, body):
    child = ask(petition, handler, body)
    client.force_login(factories.officer(body.unit))

    page = client.post(reverse("petitions:give_help", args=[child.pk]), {"result": ""}, **VI)

    assert "Xin viết kết quả." in text(page)


# --- Withdrawal at the counter ----------------------------------------------------------------


def test_the_clerk_enters_a_withdrawal(client, petition):
    client.force_login(factories.officer(petition.unit, "clerk"))

    press(client, "enter_withdrawal", petition, reason="Gọi điện xin rút.")

    petition.refresh_from_db()
    assert petition.state == Petition.State.WITHDRAWN


def test_a_handler_does_not_take_it_back_for_the_sender(desk, petition):
    page = text(press(desk, "enter_withdrawal", petition, reason="x"))

    assert "Bạn không có quyền ở đơn vị này" in page
