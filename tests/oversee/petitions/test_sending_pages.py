"""Whatever is typed, the sender gets a receipt or a clear word, and loses nothing."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.documents.models import StoredFile
from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests.foundation.documents import samples
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db

NEW = "/phan-anh/gui/"


@pytest.fixture
def commune():
    return cases.commune("Ngọc Chiến", latitude=21.60, longitude=104.20)


def typed(**more):
    return {
        "submission_key": str(uuid.uuid4()),
        "kind": "feedback",
        "text": cases.ROAD,
        "commune": "ngoc chien",
        "wants_public": "on",
        **more,
    }


def send(client, **more):
    return client.post(NEW, typed(**more))


def error_beside(response, field):
    return " ".join(response.context["form"].errors.get(field, []))


def test_from_a_phone_to_the_receipt(client, commune):
    response = client.post(
        NEW, typed(photos=[cases.picture(), cases.picture("b.jpg")]), follow=True
    )

    petition = Petition.objects.get()
    page = response.content.decode()
    assert response.status_code == 200
    assert petition.code in page
    assert "<svg" in page
    assert "23/03/2026" not in page
    assert f"{petition.due_on:%d/%m/%Y}" in page
    assert StoredFile.objects.filter(holder="petition.photo").count() == 2


def test_the_page_works_from_the_position_alone(client, commune):
    send(client, commune="", latitude="21.61", longitude="104.20")

    assert Petition.objects.get().unit == commune


def test_a_double_submitted_form_gives_one_petition_and_the_same_receipt(client, commune):
    form = typed()

    first, second = client.post(NEW, form), client.post(NEW, form)

    assert first["Location"] == second["Location"]
    assert Petition.objects.count() == 1


def test_other_words_from_the_same_page_are_another_petition(client, commune):
    form = typed()

    client.post(NEW, form)
    client.post(NEW, {**form, "text": "Đèn đường hỏng."})

    assert Petition.objects.count() == 2


@pytest.mark.parametrize("text", ["", "   ", "\x00\x1f\u200b", "\n\n"])
def test_empty_words_are_asked_for_beside_the_field(client, commune, text):
    response = send(client, text=text, place="Bản Nà Tâu")

    assert error_beside(response, "text") == "Xin viết vài câu: có chuyện gì, từ bao giờ."
    assert "Bản Nà Tâu" in response.content.decode()
    assert Petition.objects.count() == 0


def test_a_megabyte_of_text_is_refused_and_given_back(client, commune):
    text = "ơ" * 1_000_000

    response = send(client, text=text)

    assert error_beside(response, "text") == "Dài quá: 1000000 chữ và dấu, chỉ nhận 8000."
    assert text in response.content.decode()


def test_loose_marks_emoji_and_scripts_are_only_words(client, commune):
    send(client, text="Đu\u031bo\u031b\u0300ng 😀 <script>alert(1)</script>\x07")
    petition = Petition.objects.get()

    page = client.get(petition.get_absolute_url(), {"khoa": cases.secret(petition)})

    assert petition.text == "Đường 😀 <script>alert(1)</script>"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.content.decode()
    assert "<script>alert(1)" not in page.content.decode()


def test_a_commune_that_does_not_exist_is_named(client, commune):
    response = send(client, commune="Atlantis")

    assert error_beside(response, "commune") == (
        "Không thấy xã, phường nào tên “Atlantis” ở tỉnh Sơn La. Xin gõ lại."
    )
    assert cases.ROAD in response.content.decode()


def test_no_place_at_all_is_asked_for(client, commune):
    response = send(client, commune="")

    assert error_beside(response, "commune") == "Xin cho biết việc xảy ra ở xã, phường nào."


def test_of_several_communes_one_is_chosen(client):
    cases.commune("Mường La")
    other = cases.commune("Mường Lạn")
    asked = send(client, commune="muong l")

    assert error_beside(asked, "commune").startswith("Có 2 nơi tên gần giống nhau")
    assert f'value="{other.code}"' in asked.content.decode()

    send(client, commune="muong l", unit=other.code)
    assert Petition.objects.get().unit == other


def test_a_position_in_another_province_is_refused_beside_the_place(client, commune):
    cases.factories.unit(
        "Púng Luông",
        parent=cases.factories.province("Lào Cai", code="15"),
        latitude=21.75,
        longitude=104.10,
    )

    response = send(client, commune="", latitude="21.75", longitude="104.10")

    assert "xã Púng Luông, ngoài địa bàn" in error_beside(response, "commune")


@pytest.mark.parametrize("latitude", ["abc", "91", "NaN", "1e400"])
def test_a_position_that_cannot_be_is_refused(client, commune, latitude):
    response = send(client, commune="", latitude=latitude, longitude="104.1")

    assert response.status_code == 200
    assert Petition.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("phone", "12", "Số điện thoại chưa đúng. Ví dụ: 0912 345 678."),
        ("phone", "09123456789012345678901234567", "Dài quá: 29 chữ và dấu, chỉ nhận 24."),
        ("email", "lan@", "Địa chỉ thư chưa đúng. Ví dụ: lan@example.vn."),
        ("name", "x" * 200, "Dài quá: 200 chữ và dấu, chỉ nhận 120."),
        ("website", "http://spam", "Xin xóa chữ trong ô này rồi gửi lại."),
    ],
)
def test_a_wrong_detail_is_named_and_everything_else_kept(client, commune, field, value, message):
    response = send(client, **{field: value})

    assert error_beside(response, field) == message
    assert cases.ROAD in response.content.decode()
    assert Petition.objects.count() == 0


@pytest.mark.parametrize("phone", ["0912 345 678", "+84 912.345.678", "(0912) 345-678"])
def test_phone_numbers_are_taken_as_people_write_them(client, commune, phone):
    send(client, phone=phone)

    assert Petition.objects.get().sender_phone == "0912345678"


# --- Photos -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "rong.jpg", "“rong.jpg”: tệp rỗng (0 byte). Xin chọn lại tệp."),
        (samples.executable(), "anh.jpg", "“anh.jpg”: nội dung tệp hỏng hoặc không đúng"),
        (samples.picture_bomb(), "bom.png", "“bom.png”: ảnh có quá nhiều điểm ảnh."),
        (samples.word(), "don.docx", "“don.docx”: chỗ này chỉ nhận ảnh"),
    ],
)
def test_a_bad_photo_is_named_and_the_good_one_is_kept(client, commune, data, name, message):
    photos = [cases.picture("tot.jpg"), samples.upload(data, name)]

    response = send(client, photos=photos)

    assert error_beside(response, "photos").startswith(message)
    assert cases.ROAD in response.content.decode()
    assert "Bỏ ảnh “tot.jpg”" in response.content.decode()


def test_200_megabytes_are_not_taken_in_and_the_words_stay(client, commune):
    film = samples.upload(b"\0" * (200 * 1024 * 1024), "phim.mp4")

    response = send(client, photos=[film])

    assert error_beside(response, "photos").startswith("“phim.mp4”: tệp lớn quá")
    assert cases.ROAD in response.content.decode()


def test_photos_of_a_form_with_an_error_need_not_be_chosen_again(client, commune):
    form = typed(text="")
    client.post(NEW, {**form, "photos": [cases.picture()]})

    client.post(NEW, {**form, "text": cases.ROAD})

    petition = Petition.objects.get()
    assert StoredFile.objects.get().subject == petition.subject


def test_a_photo_that_waited_can_be_dropped(client, commune):
    form = typed(text="")
    client.post(NEW, {**form, "photos": [cases.picture()]})

    client.post(NEW, {**form, "text": cases.ROAD, "drop": str(StoredFile.objects.get().key)})

    assert Petition.objects.count() == 1
    assert StoredFile.objects.count() == 0


def test_five_photos_are_the_most(client, commune):
    response = send(client, photos=[cases.picture(f"{n}.jpg") for n in range(6)])

    assert error_beside(response, "photos") == "Chỉ nhận nhiều nhất 5 tệp; bạn chọn 6 tệp."


# --- Doors ------------------------------------------------------------------------------------


def test_an_expired_session_gives_the_words_back(commune):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(NEW, typed(), headers={"Origin": "http://testserver"})

    assert response.status_code == 403
    assert cases.ROAD in response.content.decode()
    assert Petition.objects.count() == 0


def test_one_address_does_not_send_without_end(client, commune, settings):
    settings.KHEO_SENDINGS_PER_HOUR = 2
    for number in range(2):
        client.post(NEW, typed(text=f"Việc {number}"), REMOTE_ADDR="113.160.1.1")

    response = client.post(NEW, typed(), REMOTE_ADDR="113.160.1.1")

    assert "Xin đợi một giờ" in error_beside(response, "__all__")
    assert cases.ROAD in response.content.decode()
    assert client.post(NEW, typed(), REMOTE_ADDR="113.160.1.2").status_code == 302


def test_the_receipt_is_for_the_sender_only(client, commune):
    petition = cases.received(commune)
    address = reverse("petitions:receipt", args=[petition.code])

    assert client.get(address).status_code == 403
    assert client.get(address, {"khoa": "sai"}).status_code == 403
    assert client.get(address, {"khoa": cases.secret(petition)}).status_code == 200


def test_a_hint_shows_what_is_known_already(client, commune):
    known = cases.published(commune, now=timezone.now())
    text = "Đường nội bản Nà Tâu sạt lở, xe máy không đi qua được"

    hint = client.post(reverse("petitions:similar"), {"text": text, "commune": "ngoc chien"})

    assert f"/phan-anh/{known.code}/" in hint.content.decode()


def test_a_hint_shows_nothing_unpublished_and_nothing_unlike(client, commune):
    now = timezone.now()
    cases.received(commune, now=now)
    cases.published(
        commune, title="Đèn đường hỏng", text="Đèn trước trạm y tế không sáng.", now=now
    )

    hint = client.post(reverse("petitions:similar"), {"text": cases.ROAD, "commune": "ngoc chien"})

    assert "/phan-anh/SL-" not in hint.content.decode()


def test_the_form_asks_the_same_number_of_questions_however_many_communes(
    client, django_assert_num_queries
):
    cases.commune("Mường Bú")
    with django_assert_num_queries(2):
        client.get(NEW)
    cases.commune("Mường La")
    cases.commune("Mường Trai")

    with django_assert_num_queries(2):
        client.get(NEW)


def test_services_name_drafts_by_the_forms_key():
    key = uuid.uuid4()

    assert services.draft_of(key) == f"draft:{key}"
