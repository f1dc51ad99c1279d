"""People complain from a phone, officers settle on pages; both only what is theirs."""

import uuid
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kheo.foundation.documents.models import StoredFile
from kheo.oversee.complaints import services
from kheo.oversee.complaints.models import Complaint, Decision
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.oversee.complaints import cases

pytestmark = pytest.mark.django_db

NEW = "/khieu-nai/gui/"
DESK = "/khieu-nai/"
PAPER = "/khieu-nai/nhap-don/"
REMOTE = "/khieu-nai/vung-sau-vung-xa/"
TODAY = timezone.localdate()
CURRENT = {"written_on": TODAY - timedelta(days=3), "against_on": None, "knew_on": None}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def place():
    return cases.Place().raise_province()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def words(response):
    return response.content.decode()


def typed(**said):
    given = {
        "submission_key": str(uuid.uuid4()),
        "against": "decision",
        "against_whom": "UBND xã Ngọc Chiến",
        "commune": "ngoc chien",
        "against_number": "12/QĐ-UBND",
        "against_on": "",
        "knew_on": f"{TODAY - timedelta(days=10):%d/%m/%Y}",
        "text": cases.LAND,
        "reason": "Đo sai ranh giới.",
        "request": "Trả lại đất.",
        "name": "Lò Thị Hoa",
        "address": "Bản Nà Tâu",
        "phone": "0912 345 678",
        "people": "1",
        "agent": "nobody",
        "step": "papers",
        "go": "send",
    }
    return given | said


def paper(name="don.pdf"):
    return SimpleUploadedFile(name, PDF, "application/pdf")


# --- The phone --------------------------------------------------------------------------------


def test_one_group_of_questions_is_asked_at_a_time(client, place):
    page = words(client.get(NEW))
    assert "Bước 1/5" in page
    assert "Bạn khiếu nại điều gì?" in page
    assert 'name="address"' in page
    assert "Địa chỉ" not in page

    page = words(client.post(NEW, typed(step="what", go="next", text="", name="")))
    assert "Bước 2/5" in page
    assert "Chuyện thế nào, bạn muốn gì?" in page
    assert "Xin viết chuyện gì đã xảy ra." not in page
    assert 'value="12/QĐ-UBND"' in page


def test_what_is_wrong_is_said_at_its_question_and_nothing_is_lost(client, place):
    page = words(client.post(NEW, typed(step="why", go="next", reason="")))

    assert "Xin viết vì sao bạn cho là không đúng." in page
    assert "thu hồi 120 m²" in page


def test_one_may_go_back_with_words_half_written(client, place):
    page = words(client.post(NEW, typed(step="why", go="back", reason="", against_whom="UBND xã")))

    assert "Bước 1/5" in page
    assert 'value="UBND xã"' in page


def test_who_is_late_is_asked_why_and_may_send(client, place):
    late = f"{TODAY - timedelta(days=200):%d/%m/%Y}"

    page = words(client.post(NEW, typed(step="what", go="next", knew_on=late)))
    assert "Vì sao bạn khiếu nại muộn?" in page
    assert "Bạn vẫn gửi được." in page
    assert "Vì sao là ngày này?" in page

    client.post(NEW, typed(knew_on=late))
    assert Complaint.objects.count() == 1


def test_a_complaint_is_sent_once_with_its_papers_and_followed(client, place):
    form = typed()
    held = words(client.post(NEW, form | {"go": "next", "name": "", "scans": [paper()]}))
    assert "Luật yêu cầu ghi họ tên người khiếu nại." in held

    receipt = client.post(NEW, form)
    client.post(NEW, form)

    petition = Petition.objects.get()
    assert (petition.kind, petition.unit) == ("complaint", place.unit)
    assert receipt["Location"].startswith(f"/phan-anh/{petition.code}/bien-nhan/?khoa=")
    assert StoredFile.objects.get().holder == "complaint.paper"
    query = urlsplit(receipt["Location"]).query
    own = words(client.get(f"/phan-anh/{petition.code}/?{query}"))
    assert "Các hạn theo luật" in own
    assert "12/QĐ-UBND" in own
    stranger = words(client.get(f"/phan-anh/{petition.code}/"))
    assert "12/QĐ-UBND" not in stranger
    assert "Lò Thị Hoa" not in stranger


def test_a_group_names_its_representatives(client, place):
    group = typed(people="6", complainants="Lò Thị Hoa, bản Nà Tâu\nQuàng Văn Pản")
    page = words(client.post(NEW, group))
    assert "6 người thì cử từ 1 đến 2 người đại diện." in page

    page = words(client.post(NEW, group | {"representatives": "Cầm Văn Ai"}))
    assert "phải là một trong những người khiếu nại" in page

    whole = group | {"representatives": "Lò Thị Hoa", "representatives_paper": "Văn bản 2/1/2027"}
    client.post(NEW, whole)
    assert Complaint.objects.get().complainants.count() == 2


def test_programs_that_fill_in_every_field_are_stopped(client, place):
    client.post(NEW, typed(website="http://x"))

    assert not Complaint.objects.exists()


# --- The holder of the receipt ----------------------------------------------------------------


def own(complaint, act):
    return f"/khieu-nai/{complaint.petition.code}/{act}/"


def test_the_sender_goes_to_the_second_instance_from_the_tracking_page(client, place):
    first = cases.delivered(place)
    key = {"khoa": cases.secret(first)}
    track = words(client.get(f"/phan-anh/{first.petition.code}/", key))
    assert own(first, "lan-hai") in track

    assert place.above.name in words(client.get(own(first, "lan-hai"), key))
    wrong = words(client.post(own(first, "lan-hai"), key))
    assert "Xin viết vì sao bạn không đồng ý." in wrong
    sent = client.post(own(first, "lan-hai"), {**key, "reason": "Chưa đo lại."})

    second = Complaint.objects.get(instance=2)
    assert second.first == first
    assert f"/phan-anh/{second.petition.code}/bien-nhan/" in sent["Location"]


def test_the_sender_withdraws_on_a_page_of_its_own(client, place):
    complaint = cases.lodged(place)
    key = {"khoa": cases.secret(complaint)}

    page = words(client.get(own(complaint, "rut"), key))
    assert "Không ai được ép" in page
    refused = client.post(own(complaint, "rut"), {**key, "is_whole": "0"})
    assert "Xin ghi rút phần nào." in words(refused)
    client.post(own(complaint, "rut"), {**key, "is_whole": "1"})

    assert cases.again(complaint).stage == "withdrawn"


def test_without_the_receipt_these_pages_are_closed(client, place):
    complaint = cases.delivered(place)

    for act in ("lan-hai", "rut"):
        assert client.get(own(complaint, act)).status_code == 403
        assert client.post(own(complaint, act), {"khoa": "x", "reason": "y"}).status_code == 403


# --- The officers -----------------------------------------------------------------------------


def test_the_office_is_closed_to_visitors_and_strangers(client, place):
    complaint = cases.lodged(place)
    work = f"/khieu-nai/xu-ly/{complaint.pk}/"
    stranger = signed_in(
        factories.officer(factories.unit("Mường Bú", parent=place.province), "handler")
    )

    for address in (DESK, PAPER, REMOTE, work):
        assert client.get(address)["Location"].startswith("/tai-khoan/")
    assert stranger.get(work).status_code == 403
    assert stranger.post(f"{work}thu-ly/", {"confirmed": "on"}).status_code == 403
    assert complaint.petition.code not in words(stranger.get(DESK))
    for address in (DESK, PAPER, REMOTE):
        assert signed_in(factories.officer(place.unit, "editor")).get(address).status_code == 403


def test_whoever_it_is_about_does_not_open_it(place):
    complaint = cases.lodged(place, against="act")
    Complaint.objects.update(against_person=place.handler)

    assert signed_in(place.handler).get(f"/khieu-nai/xu-ly/{complaint.pk}/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(place, count, django_assert_num_queries):
    for _ in range(count):
        cases.lodged(place)
    client = signed_in(place.handler)
    client.get(DESK)

    with django_assert_num_queries(6):
        page = words(client.get(DESK))

    assert page.count("kh-code") == count


def test_a_clerk_enters_paper_of_either_instance(place):
    client = signed_in(place.clerk)
    form = typed(
        channel="post",
        received_on=f"{TODAY:%d/%m/%Y}",
        written_on=f"{TODAY:%d/%m/%Y}",
        instance="1",
    )
    assert "Vào sổ và in biên nhận" in words(client.get(PAPER))

    client.post(PAPER, form)
    missing = words(client.post(PAPER, form | {"instance": "2", "text": "Lần hai"}))
    client.post(PAPER, form | {"instance": "2", "text": "Lần hai", "first_decision": "45/QĐ-UBND"})
    unknown = form | {"instance": "2", "text": "Lần ba", "first_code": "SL-20-00001"}

    assert "Xin ghi quyết định lần đầu" in missing
    assert "Không thấy khiếu nại lần đầu có mã này." in words(client.post(PAPER, unknown))
    assert list(Complaint.objects.order_by("pk").values_list("instance", flat=True)) == [1, 2]


def test_a_complaint_is_settled_on_its_page_from_acceptance_to_delivery(place):
    complaint = cases.lodged(place, now=timezone.now() - timedelta(days=1), **CURRENT)
    work, client = f"/khieu-nai/xu-ly/{complaint.pk}/", signed_in(place.head)
    today = f"{TODAY:%d/%m/%Y}"
    assert "Đã xem thẩm quyền" in words(client.get(work))

    wrong = words(client.post(f"{work}thu-ly/"))
    assert "Xin xem và đánh dấu trước khi thụ lý." in wrong
    client.post(f"{work}thu-ly/", {"confirmed": "on"})
    client.post(f"{work}giao/", {"verifier": place.handler.pk})
    early = client.post(f"{work}quyet-dinh/", {"number": "1", "ruling": "wrong", "text": "x"})
    assert "Chưa có kết quả xác minh" in words(early)
    client.post(f"{work}xac-minh/", {"found": "Đúng diện tích.", "positions_differ": "0"})
    client.post(
        f"{work}quyet-dinh/",
        {"number": "45/QĐ", "ruling": "partly", "text": "Trả 18 m².", "land_to_people": "18"},
    )
    client.post(f"{work}gui/", {"way": "post", "on": today})
    client.post(f"{work}nhan/", {"on": today})
    named = client.post(
        f"{work}cong-khai/",
        {"way": "web", "place": "Cổng xã", "since": today, "public_text": "Bà Lò Thị Hoa"},
    )

    assert "Lời công khai còn" in words(named)
    decision = Decision.objects.get()
    assert (decision.ruling, decision.land_to_people) == ("partly", 18)
    assert decision.delivered_on == TODAY
    page = words(client.get(work))
    assert "Người khiếu nại đã nhận" in page
    assert "Khiếu nại lần hai đến hết ngày" in page


def test_a_meeting_is_invited_and_recorded_on_the_page(place):
    complaint = cases.accepted(place, now=timezone.now() - timedelta(days=3), **CURRENT)
    dialogue = services.invite(
        complaint=complaint, meets_at=timezone.now() - timedelta(hours=2), place="UBND",
        invited="Hai bên", by=place.handler, now=timezone.now() - timedelta(days=2),
    )  # fmt: skip
    work, client = f"/khieu-nai/xu-ly/{complaint.pk}/", signed_in(place.handler)

    said = {"part": dialogue.pk, "state": "held", "attended": "Hai bên", "minutes": "Đã nói."}
    assert client.post(f"{work}doi-thoai/", said | {"part": "0"}).status_code == 404
    client.post(f"{work}doi-thoai/", said | {"scans": [paper("bien-ban.pdf")]})

    dialogue.refresh_from_db()
    assert dialogue.state == "held"
    file = StoredFile.objects.get()
    assert file.holder == "complaint.minutes"
    assert client.get(file.url).status_code == 200
    assert Client().get(file.url).status_code in (403, 404)
    assert Client().get(f"{file.url}?khoa={cases.secret(complaint)}").status_code == 200
    assert client.post(f"{work}khong-co/").status_code == 404


def test_a_complaint_from_the_petitions_counter_gets_its_page(place):
    petition = cases.petition(place.unit, kind=Petition.Kind.COMPLAINT)
    feedback = cases.petition(place.unit)
    client = signed_in(place.handler)

    assert client.get(f"/khieu-nai/xu-ly/{petition.pk}/").status_code == 200
    assert client.get(f"/khieu-nai/xu-ly/{feedback.pk}/").status_code == 404


def test_an_administrator_marks_a_remote_place_by_a_decision(place):
    client = signed_in(factories.officer(place.province, "admin"))
    assert "Chưa nơi nào" in words(client.get(REMOTE))

    missing = client.post(REMOTE, {"commune": "", "is_remote": "1", "basis": ""})
    assert "Xin gõ tên xã, phường." in words(missing)
    client.post(REMOTE, {"commune": "ngoc chien", "is_remote": "1", "basis": "QĐ 861/QĐ-TTg"})

    place.unit.refresh_from_db()
    assert place.unit.is_remote
    assert "QĐ 861/QĐ-TTg" in words(client.get(REMOTE))


def test_letters_are_filled_in_for_who_settles_and_nobody_else(place):
    complaint = cases.accepted(place)
    address = f"/tep/soan/complaint/{complaint.pk}/"

    assert "Giấy mời đối thoại" in words(signed_in(place.handler).get(address))
    assert signed_in(place.clerk).get(address).status_code in (403, 404)


def test_a_turned_petition_is_described_first_and_its_accused_shut_out(place):
    petition = cases.petition(place.unit, kind=Petition.Kind.COMPLAINT, now=timezone.now())
    work, client = f"/khieu-nai/xu-ly/{petition.pk}/", signed_in(place.head)
    said = {"written_on": f"{TODAY:%d/%m/%Y}", "against": "act", "people": "1", "agent": "nobody"}
    assert "Ghi đủ nội dung đơn" in words(client.get(work)).split("Thụ lý</h2>")[0]

    client.post(f"{work}mo-ta/", said | {"reason": "Không cấp giấy.", "accused": place.handler.pk})

    complaint = Complaint.objects.get()
    assert (complaint.reason, complaint.against_person) == ("Không cấp giấy.", place.handler)
    assert signed_in(place.handler).get(work).status_code == 403


def test_a_withdrawal_on_paper_is_entered_on_the_page(place):
    complaint = cases.lodged(place)
    work, client = f"/khieu-nai/xu-ly/{complaint.pk}/", signed_in(place.handler)

    part = client.post(f"{work}rut/", {"is_whole": "0", "reason": "Đơn ngày 5/1"})
    assert "Xin ghi rút nội dung nào." in words(part)
    client.post(f"{work}rut/", {"is_whole": "1", "reason": "Đơn ngày 5/1"})

    assert cases.again(complaint).stage == "withdrawn"


def test_a_head_signs_the_first_decision_about_the_own_act_and_is_offered_nothing_else(place):
    complaint = cases.accepted(place, now=timezone.now(), **CURRENT, against="act")
    cases.verified(complaint, place.handler, now=timezone.now())
    Complaint.objects.filter(pk=complaint.pk).update(against_person=place.head)
    work = f"{DESK}xu-ly/{complaint.pk}/"
    page = words(signed_in(place.head).get(work))

    signing = {"number": "15/QĐ-UBND", "ruling": "wrong", "text": "Không chấp nhận."}
    signed_in(place.head).post(f"{work}quyet-dinh/", signing)

    assert f"{work}quyet-dinh/" in page
    assert f"{work}xac-minh/" not in page
    assert Decision.objects.get(pk=complaint.pk).decided_by == place.head


def test_only_who_gives_out_work_is_offered_to_name_the_verifier(place):
    complaint = cases.accepted(place, now=timezone.now(), **CURRENT)
    work = f"{DESK}xu-ly/{complaint.pk}/"

    offered = [
        f"{work}giao/" in words(signed_in(who).get(work)) for who in (place.handler, place.head)
    ]

    assert offered == [False, True]
