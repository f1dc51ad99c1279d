"""Who asks for information gets a receipt, a date by the way it is to come, and an answer."""

import uuid

import pytest
from django.test import Client

from kheo.foundation.duties.models import Duty
from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db

ASK = "/phan-anh/xin-thong-tin/"


@pytest.fixture
def commune():
    return cases.commune("Ngọc Chiến")


def typed(**more):
    return {
        "submission_key": str(uuid.uuid4()),
        "text": "Quyết toán ngân sách xã năm 2025",
        "commune": "ngoc chien",
        "level": "commune",
        "delivery": "network",
        "name": "Lò Thị Mai",
        **more,
    }


def error_beside(response, field):
    return " ".join(response.context["form"].errors.get(field, []))


def test_from_the_form_to_the_receipt_and_the_answer(client, commune):
    page = client.post(ASK, typed(email="mai@example.vn"), follow=True)

    petition = Petition.objects.get()
    assert petition.code in page.content.decode()
    assert (petition.kind, petition.duty.kind) == ("information", "petition.inform")
    assert petition.wants_public is False
    services.answer(
        petition=petition,
        text="Gửi bạn bản quyết toán.",
        no_proof_reason="đã gửi qua thư",
        by=factories.officer(commune, "handler"),
        now=petition.received_at,
    )
    own = client.get(petition.get_absolute_url(), {"khoa": cases.secret(petition)})
    assert "Gửi bạn bản quyết toán." in own.content.decode()


@pytest.mark.parametrize(
    ("delivery", "case", "length"),
    [("network", "network", 3), ("post", "post", 5), ("office", None, 10)],
)
def test_the_date_follows_the_way_it_is_to_come(client, commune, delivery, case, length):
    client.post(ASK, typed(delivery=delivery, address="Bản Nà Tâu"))

    due = Duty.objects.get().due
    assert (due.rule_code, due.inputs.case) == ("TTTT-REQ-01", case)
    assert due.counted.number == length


def test_the_way_to_send_it_is_kept_for_the_officer_alone(client, commune):
    client.post(ASK, typed(delivery="post", address="Số 3 bản Nà Tâu"))

    petition = Petition.objects.get()
    assert "Muốn nhận: Qua bưu điện.\nĐịa chỉ: Số 3 bản Nà Tâu" in petition.text
    assert "Nà Tâu" not in Client().get(petition.get_absolute_url()).content.decode()


def test_the_province_is_asked_without_a_commune(client, commune):
    province = factories.province()
    factories.head(factories.body(province))

    client.post(ASK, typed(level="province", commune=""))

    assert Petition.objects.get().unit == province


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"text": " "}, "text", "Xin viết thông tin bạn cần."),
        ({"name": ""}, "name", "Xin ghi tên của bạn: luật đòi người yêu cầu cho biết tên."),
        ({"commune": ""}, "commune", "Xin cho biết xã, phường nào giữ thông tin."),
        ({"delivery": "post"}, "address", "Xin ghi địa chỉ để gửi thư."),
        ({"email": "mai@"}, "email", "Địa chỉ thư chưa đúng. Ví dụ: lan@example.vn."),
        ({"website": "x"}, "website", "Xin xóa chữ trong ô này rồi gửi lại."),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(
    client, commune, more, field, said
):
    response = client.post(
        ASK, typed(**{"text": "Bản đồ địa chính", "phone": "0912345678", **more})
    )

    assert error_beside(response, field) == said
    assert "0912345678" in response.content.decode()
    assert Petition.objects.count() == 0


def test_pressed_twice_is_one_request(client, commune):
    form = typed()

    first, second = client.post(ASK, form), client.post(ASK, form)

    assert first["Location"] == second["Location"]
    assert Petition.objects.count() == 1


def test_a_place_where_nobody_answers_is_said_beside_the_field(client):
    factories.unit("Ngọc Chiến")

    response = client.post(ASK, typed())

    assert "Nơi này chưa có cơ quan nhận việc" in error_beside(response, "commune")
