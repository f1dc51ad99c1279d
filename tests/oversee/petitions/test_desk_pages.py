"""The clerk's desk on pages: paper with scanned pages, sorting, turning, one answer for many."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kheo.foundation.documents.models import StoredFile
from kheo.oversee.petitions import services
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.oversee.petitions import cases
from tests.oversee.petitions.test_office_pages import COUNTER, DESK, on_paper, signed_in, words

pytestmark = pytest.mark.django_db
MANY = f"{DESK}tra-loi-chung/"


@pytest.fixture
def unit():
    return cases.commune()


def scanned(pages=40, size=(826, 1169)):
    """A real PDF of so many scanned pages, several megabytes of it."""
    noise = Image.effect_noise((size[0] // 4, size[1] // 4), 90).resize(size)
    first, *rest = [noise.rotate(n).convert("L") for n in range(pages)]
    out = BytesIO()
    first.save(out, "PDF", save_all=True, append_images=rest, quality=35)
    return out.getvalue()


def paper(data, name="don.pdf"):
    return SimpleUploadedFile(name, data, "application/pdf")


# --- The counter ------------------------------------------------------------------------------


def test_a_scan_of_forty_pages_is_kept_with_the_petition_and_never_public(unit):
    data = scanned()
    assert len(data) > 3_000_000
    clerk = signed_in(unit, "clerk")

    clerk.post(COUNTER, on_paper(scans=[paper(data), paper(scanned(1), "giay-to.pdf")]))

    petition = Petition.objects.get()
    scans = StoredFile.objects.filter(subject=petition.subject, holder=services.SCANS)
    assert sorted(scan.size for scan in scans)[-1] == len(data)
    url = scans.first().url
    assert clerk.get(url).status_code == 200
    assert Client().get(url).status_code in (403, 404)
    assert "Bản quét" in words(clerk.get(f"/phan-anh/phan-loai/{petition.pk}/"))


def test_a_scan_that_is_too_large_names_the_limit_and_loses_nothing(unit, settings):
    settings.KHEO_MAX_FILE_BYTES = 1024 * 1024
    clerk = signed_in(unit, "clerk")
    typed = on_paper(scans=[paper(scanned(20)), paper(scanned(1, (60, 80)), "nho.pdf")])

    page = clerk.post(COUNTER, typed)

    assert "1 MB" in words(page)
    assert cases.ROAD in words(page)
    assert "“nho.pdf”" in words(page)
    assert Petition.objects.count() == 0
    typed.pop("scans")
    clerk.post(COUNTER, typed)
    petition = Petition.objects.get()
    assert [f.name for f in StoredFile.objects.filter(subject=petition.subject)] == ["nho.pdf"]


def test_the_counter_enters_a_group_with_its_topic(unit):
    signed_in(unit, "clerk").post(
        COUNTER,
        on_paper(topic="road", people="6", representatives="Lò Mai\nVàng A", is_urgent="on"),
    )

    petition = Petition.objects.get()
    assert (petition.topic, petition.people, petition.is_urgent) == ("road", 6, True)


def test_too_many_representatives_are_named_at_their_field(unit):
    page = signed_in(unit, "clerk").post(
        COUNTER, on_paper(people="6", representatives="Mai\nLan\nHuệ")
    )

    assert "nhiều nhất 2 người đại diện" in " ".join(page.context["form"].errors["representatives"])


def test_a_double_click_at_the_counter_is_one_petition(unit):
    clerk, typed = signed_in(unit, "clerk"), on_paper()

    for _ in range(2):
        clerk.post(COUNTER, typed)

    assert Petition.objects.count() == 1


# --- Sorting ----------------------------------------------------------------------------------


def sort_url(petition):
    return f"/phan-anh/phan-loai/{petition.pk}/huong-xu-ly/"


def test_the_page_shows_the_actions_that_the_conditions_allow(unit):
    petition = cases.received(unit)

    page = signed_in(unit, "clerk").post(sort_url(petition), {"conditions": ["not_ours"]})

    assert "Chuyển cơ quan khác, khép lại" in words(page)
    offered = dict(page.context["sort_form"].fields["action"].choices)
    assert list(offered) == ["forward_inside", "forward_outside", "guide"]
    assert not page.context["sort_form"].errors


def test_a_decision_is_carried_out_and_leads_to_its_letter(unit):
    petition = cases.received(unit, name="Lò Thị Mai")
    clerk = signed_in(unit, "clerk")
    typed = {
        "conditions": ["not_ours"],
        "action": "forward_outside",
        "to": "Điện lực Mường La",
        "reason": "việc của ngành điện",
    }

    response = clerk.post(sort_url(petition), typed)

    petition.refresh_from_db()
    assert petition.state == Petition.State.REDIRECTED
    letter = words(clerk.get(response["Location"]))
    assert "Điện lực Mường La" in letter
    assert "việc của ngành điện" in letter


def test_what_is_refused_keeps_every_word(unit):
    petition = cases.received(unit)
    typed = {"conditions": ["not_ours"], "action": "forward_outside", "reason": "lý do của tôi"}

    page = signed_in(unit, "clerk").post(sort_url(petition), typed)

    assert "Xin ghi nơi nhận." in words(page)
    assert "lý do của tôi" in words(page)
    assert Petition.objects.get().is_open


def test_a_clerk_turns_it_into_another_kind(unit):
    petition = cases.received(unit)
    clerk = signed_in(unit, "clerk")

    clerk.post(
        f"/phan-anh/phan-loai/{petition.pk}/doi-loai/", {"to": "information", "reason": "hỏi sổ"}
    )

    petition.refresh_from_db()
    assert (petition.kind, petition.duty.kind) == ("information", "petition.inform")


def test_a_duplicate_is_joined_by_its_code(unit):
    lead, petition = cases.received(unit), cases.received(unit)
    clerk = signed_in(unit, "clerk")
    page = words(clerk.get(f"/phan-anh/phan-loai/{petition.pk}/"))

    clerk.post(
        sort_url(petition),
        {"conditions": ["same_matter"], "action": "join", "lead": lead.code.lower(), "reason": "x"},
    )

    petition.refresh_from_db()
    assert lead.code in page
    assert petition.joined_to == lead
    again = f"/phan-anh/phan-loai/{petition.pk}/tach-rieng/"
    clerk.post(again, {"reason": "việc khác"})
    petition.refresh_from_db()
    assert petition.joined_to is None


def test_a_stranger_sorts_turns_and_parts_nothing(unit):
    petition = cases.received(unit)
    stranger = signed_in(cases.commune("Mường Bú"), "clerk")

    for path in ("huong-xu-ly", "doi-loai", "tach-rieng"):
        address = f"/phan-anh/phan-loai/{petition.pk}/{path}/"
        assert stranger.post(address, {"reason": "x"}).status_code == 403


# --- The desk ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cut", "is_there"),
    [
        ({"loai": "feedback"}, True),
        ({"loai": "proposal"}, False),
        ({"duong": "web"}, True),
        ({"duong": "post"}, False),
        ({"linh-vuc": "road"}, True),
        ({"linh-vuc": "land"}, False),
        ({"qua-han": "1"}, True),
        ({"khan": "1"}, False),
        ({"loai": "bịa"}, True),
    ],
)
def test_the_desk_is_cut_by_its_filters(unit, cut, is_there):
    petition = cases.received(unit, topic="road")

    page = words(signed_in(unit, "clerk").get(DESK, {"tat-ca": "1", **cut}))

    assert (petition.code in page) is is_there


def test_one_answer_for_several_shows_them_first(unit):
    made = [cases.received(unit) for _ in range(2)]
    handler = signed_in(unit, "handler")
    keys = [one.pk for one in made]

    shown = words(handler.post(MANY, {"don": keys}))
    wrong = words(handler.post(MANY, {"don": keys, "text": "Đã có điện.", "no_proof_reason": ""}))
    done = words(handler.post(MANY, {"don": keys, "text": "Đã có điện.", "no_proof_reason": "Rõ."}))

    assert all(one.code in shown for one in made)
    assert "Đã có điện." in wrong
    assert all(one.code in done for one in made)
    assert Petition.objects.filter(answer="Đã có điện.").count() == 2


def test_nothing_chosen_or_nothing_allowed_answers_nothing(unit):
    petition = cases.received(unit)
    stranger = signed_in(cases.commune("Mường Bú"), "handler")

    assert signed_in(unit, "handler").post(MANY, {"don": ["x", "9" * 30]})["Location"] == DESK
    response = stranger.post(MANY, {"don": [petition.pk], "text": "x", "no_proof_reason": "x"})
    assert response["Location"] == DESK
    assert Petition.objects.get().is_open


def test_a_clerk_without_the_right_to_answer_answers_none(unit):
    petition = cases.received(unit)
    factories.officer(unit, "handler")

    response = signed_in(unit, "clerk").post(MANY, {"don": [petition.pk], "text": "x"})

    assert response["Location"] == DESK
