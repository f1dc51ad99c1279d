"""One question after the other, a page for who holds the key, a desk for officers."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.units import holders
from kheo.oversee.personal_data import rules, services
from kheo.oversee.personal_data.models import Request
from tests import factories
from tests.oversee.personal_data import cases
from tests.oversee.petitions import cases as petitions

pytestmark = pytest.mark.django_db
DOOR = "/du-lieu-ca-nhan/"
WORK = f"{DOOR}lam-viec/"
SAID = {
    "submission_key": "00000000-0000-4000-8000-000000000001",
    "right": "correct",
    "about": "Danh sách hộ nghèo 2026",
    "commune": "Ngọc Chiến",
    "text": cases.TEXT,
    "wished": "Lò Văn Năm",
    "name": "Lò Văn Năm",
    "phone": "0912345678",
    "email": "",
}


@pytest.fixture
def body():
    return cases.body()


def words(response):
    return response.content.decode()


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def sent(client=None, **said):
    return (client or Client()).post(DOOR, {**SAID, **said}, follow=True)


# --- Asking -----------------------------------------------------------------------------------


def test_the_first_page_asks_one_question(body):
    page = words(Client().get(f"{DOOR}?ve=/cong-khai/1/"))

    assert "Câu 1 trên 4" in page
    assert 'type="hidden" name="about" value="/cong-khai/1/"' in page
    assert 'name="text"' not in page


def test_each_step_carries_what_was_said_and_asks_the_next(body):
    page = words(sent(den="2"))

    assert "Câu 3 trên 4" in page
    assert "Sai hoặc thiếu ở chỗ nào?" in page
    assert '<input type="hidden" name="commune" value="Ngọc Chiến">' in page
    assert "Lò Văn Năm</textarea>" in page


def test_a_step_that_is_wrong_is_shown_again_with_its_own_error_alone(body):
    page = words(sent(den="2", about="", text=""))

    assert "Câu 2 trên 4" in page
    assert "Xin cho biết dữ liệu nằm ở đâu." in page
    assert "Xin viết vài câu." not in page


def test_a_step_that_was_not_tried_yet_shows_no_error(body):
    page = words(sent(den="3", name="", phone=""))

    assert "Câu 4 trên 4" in page
    assert "kh-error" not in page


def test_going_back_loses_nothing(body):
    page = words(sent(den="0"))

    assert "Câu 1 trên 4" in page
    assert cases.TEXT in page


def test_the_last_step_makes_one_request_and_shows_code_and_key(body):
    first, again = sent(), sent()

    made = Request.objects.get()
    assert made.unit == body.unit
    assert made.code in words(first) and services.secret_of(made) in words(first)
    assert words(again).count(made.code) > 0


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"phone": ""}, "Xin để lại số điện thoại hoặc thư điện tử."),
        ({"phone": "12"}, "Số điện thoại chưa đúng."),
        ({"text": "x" * 2001}, "Dài quá"),
        ({"commune": "Xã Không Có"}, "Không thấy xã, phường nào tên"),
        ({"commune": ""}, "Xin cho biết xã, phường nào giữ dữ liệu này."),
        ({"right": ""}, "Xin chọn điều bạn muốn."),
        ({"website": "http://spam"}, "Xin xóa chữ trong ô này"),
    ],
)
def test_what_is_wrong_stands_beside_its_question(body, said, problem):
    assert problem in words(sent(**said))
    assert Request.objects.count() == 0


def test_a_commune_without_a_head_is_refused_beside_the_commune(body):
    factories.unit("Mường Bú")

    assert "chưa có cơ quan nhận việc" in words(sent(commune="Mường Bú"))


def test_the_address_of_a_page_tells_who_holds_it(body, monkeypatch):
    monkeypatch.setattr(holders, "unit_of", lambda address: body.unit if "/7/" in address else None)

    assert "Nơi giữ dữ liệu: <strong>xã Ngọc Chiến" in words(sent(den="1", about="/x/7/"))
    sent(commune="", about="/x/7/")
    assert Request.objects.get().unit == body.unit


def test_the_code_of_a_petition_tells_who_holds_it():
    petition = petitions.received()

    sent(commune="", about=f"Đơn {petition.code.lower()}")

    assert Request.objects.get().unit == petition.unit


def test_the_province_can_be_chosen(body):
    factories.head(factories.body(factories.province()))

    sent(commune="", is_province="on")

    assert Request.objects.get().unit == factories.province()


def test_programs_that_send_by_the_hundred_are_slowed_down(body, settings):
    client = Client(**{settings.KHEO_ADDRESS_HEADER: "113.160.1.7"})
    for number in range(rules.book().custom.sendings_per_hour):
        sent(client, text=f"Lần {number}")

    assert "gửi quá nhiều" in words(sent(client, text="Lần nữa"))


# --- Following --------------------------------------------------------------------------------


def test_the_page_opens_with_the_key_alone_and_is_never_kept(body):
    made = cases.received(body.unit)

    opened = Client().get(services.link(made).removeprefix("http://testserver"))
    shut = Client().get(made.get_absolute_url())

    assert shut.status_code == 403 and "Lò Văn" not in words(shut)
    assert "no-store" in opened["Cache-Control"]
    assert 'content="noindex"' in words(opened)
    assert "Vì sao là ngày này?" in words(opened)


def path_of(made):
    return f"{made.get_absolute_url()}?khoa={services.secret_of(made)}"


def test_a_code_that_nobody_has_says_the_same_as_a_wrong_key(body):
    made = cases.received(body.unit)

    wrong = Client().get(f"{made.get_absolute_url()}?khoa=AAAAAAAAAA")
    nobody = Client().get(f"{DOOR}theo-doi/DL-ZZZZZZZZ/?khoa=AAAAAAAAAA")

    assert (wrong.status_code, nobody.status_code) == (403, 403)
    assert "bằng mã và khóa" in words(wrong) and "bằng mã và khóa" in words(nobody)


def test_code_and_key_open_it_however_they_are_typed(body):
    made = cases.received(body.unit)
    typed = {"code": made.code.lower().replace("-", " "), "khoa": services.secret_of(made).lower()}

    assert made.code in words(Client().post(f"{DOOR}tra-cuu/", typed, follow=True))


def test_after_too_many_wrong_keys_even_the_right_one_waits(body):
    made, other = cases.received(body.unit), cases.received(body.unit)
    for _n in range(rules.book().custom.wrong_keys_per_hour):
        Client().post(f"{DOOR}tra-cuu/", {"code": made.code, "khoa": "AAAAAAAAAA"})

    right = {"code": made.code, "khoa": services.secret_of(made)}
    assert "Xin đợi một giờ" in words(Client().post(f"{DOOR}tra-cuu/", right))
    assert Client().get(path_of(made)).status_code == 403
    assert Client().get(path_of(other)).status_code == 200


def test_the_sender_reads_the_answer_its_ground_and_where_to_go_next(body):
    made = cases.received(body.unit)
    cases.answered(made, outcome="refused", ground="correct_already", text="Đúng giấy khai sinh.")

    page = words(Client().get(path_of(made)))

    assert "Đúng giấy khai sinh." in page
    assert "Dữ liệu đúng với giấy tờ gốc" in page
    assert "Bộ Công an" in page


def test_the_sender_takes_it_back_once(body):
    made = cases.received(body.unit)
    address = f"{made.get_absolute_url()}rut/"
    key = {"khoa": services.secret_of(made)}

    assert Client().post(address, {"khoa": "AAAAAAAAAA"}).status_code == 403
    assert "Đã rút yêu cầu." in words(Client().post(address, key, follow=True))
    assert "đã xong" in words(Client().post(address, key, follow=True))


# --- The office -------------------------------------------------------------------------------


def test_the_office_is_closed_to_visitors_and_to_other_communes(body):
    made = cases.received(body.unit)
    stranger = signed_in(factories.officer(cases.body("Mường Bú").unit, "clerk"))
    address = f"{WORK}{made.pk}/"

    assert Client().get(address)["Location"].startswith("/tai-khoan/")
    assert stranger.get(address).status_code == 403
    assert stranger.post(f"{address}bao-nhan/").status_code == 403
    assert made.code not in words(stranger.get(WORK))
    assert signed_in(factories.citizen()).get(WORK).status_code == 403


def test_the_list_asks_as_often_for_three_as_for_one(body, django_assert_num_queries):
    desk = signed_in(factories.officer(body.unit, "handler"))
    desk.get(WORK)
    cases.received(body.unit)
    with django_assert_num_queries(5):
        assert desk.get(WORK).status_code == 200
    for _n in range(2):
        cases.received(body.unit)
    with django_assert_num_queries(5):
        page = words(desk.get(WORK))
    assert page.count("data-kh-row") == 3


def test_an_officer_acknowledges_asks_checks_and_answers(body):
    made = cases.received(body.unit, right="delete", now=timezone.now())
    desk = signed_in(factories.officer(body.unit, "handler"))
    address = f"{WORK}{made.pk}/"

    for act in ("bao-nhan", "moi-den-quay", "da-doi-chieu"):
        assert desk.post(f"{address}{act}/", follow=True).status_code == 200
    early = words(desk.post(f"{address}tra-loi/", {"outcome": "partly", "answer": "Một phần."}))
    done = words(
        desk.post(f"{address}tra-loi/", {"outcome": "granted", "answer": "Đã xóa."}, follow=True)
    )

    assert "phải nêu căn cứ" in early and "Một phần.</textarea>" in early
    assert "Đã xóa." in done
    assert "Đồng ý, đã làm" in words(desk.get(f"{WORK}?tinh-trang=closed"))


def test_the_page_warns_officers_of_a_doubtful_date_and_never_the_sender(body):
    made = cases.received(body.unit, now=timezone.now())
    desk = signed_in(factories.officer(body.unit, "handler"))

    cautions = made.duty.due.cautions("vi")

    assert cautions
    assert cautions[0] in words(desk.get(f"{WORK}{made.pk}/"))
    assert cautions[0] not in words(Client().get(path_of(made)))


def test_the_head_extends_and_a_handler_is_not_offered_it(body):
    made = cases.received(body.unit, right="withdraw", now=timezone.now())
    address = f"{WORK}{made.pk}/"
    head = signed_in(factories.officer(body.unit, "head"))
    handler = signed_in(factories.officer(body.unit, "handler"))
    said = {"days": "10", "reason": "Hỏi kho.", "decision": "12/QĐ-UBND ngày 06/10/2026"}

    assert "Gia hạn một lần" not in words(handler.get(address))
    assert "Ít nhất một ngày." in words(head.post(f"{address}gia-han/", {**said, "days": "0"}))
    assert "Đã gia hạn." in words(head.post(f"{address}gia-han/", said, follow=True))
    assert "Hỏi kho." in words(Client().get(path_of(made)))


def test_the_counter_enters_what_came_on_paper(body):
    clerk = signed_in(factories.officer(body.unit, "clerk"))
    said = {**SAID, "phone": "", "channel": "post", "received_on": "01/01/2999"}

    assert "không thể sau hôm nay" in words(clerk.post(f"{WORK}nhap/", said))
    said["received_on"] = f"{timezone.localdate():%d/%m/%Y}"
    page = words(clerk.post(f"{WORK}nhap/", said, follow=True))

    made = Request.objects.get()
    assert made.channel == "post"
    assert services.secret_of(made) in page


def test_the_counter_of_one_commune_enters_nothing_for_another(body):
    clerk = signed_in(factories.officer(cases.body("Mường Bú").unit, "clerk"))
    said = {**SAID, "channel": "post", "received_on": f"{timezone.localdate():%d/%m/%Y}"}

    assert "không có quyền vào sổ" in words(clerk.post(f"{WORK}nhap/", said))


def test_an_act_that_does_not_exist_is_not_found(body):
    made = cases.received(body.unit)
    desk = signed_in(factories.officer(body.unit, "handler"))

    assert desk.post(f"{WORK}{made.pk}/khong-co/").status_code == 404
    assert desk.get(reverse("personal_data:register")).status_code == 200
