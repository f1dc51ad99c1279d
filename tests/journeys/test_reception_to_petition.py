"""What was said at a reception becomes a petition that begins with the reception."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from kheo.foundation.duties.models import Duty
from kheo.journeys import reception_to_petition as journey
from kheo.oversee.complaints.errors import ComplaintError
from kheo.oversee.complaints.models import Complaint
from kheo.oversee.petitions.models import Petition
from kheo.oversee.receptions import services
from kheo.oversee.receptions.models import Matter, Visit
from tests import factories
from tests.oversee.receptions import cases
from tests.oversee.receptions.cases import THEN

pytestmark = pytest.mark.django_db
WRITTEN = THEN + timedelta(minutes=20)


@pytest.fixture(autouse=True)
def plain_house(settings):
    settings.KHEO_REQUIRE_MFA = False


@pytest.fixture
def body():
    return cases.body()


@pytest.fixture
def clerk(body):
    return cases.clerk(body)


def matter(body, clerk, kind=Matter.Kind.PROPOSAL) -> Matter:
    session = cases.posted(body, by=clerk)
    visit = cases.visit(body, by=clerk, session=session, matter=cases.told(kind=kind))
    return Matter.objects.get(visit=visit)


def became(found, clerk, **said) -> Petition:
    return journey.become_petition(matter=found, wants_public=True, by=clerk, now=WRITTEN, **said)


@pytest.mark.parametrize("kind", ["proposal", "feedback", "information"])
def test_a_matter_becomes_a_petition_counted_from_the_reception(body, clerk, kind):
    petition = became(matter(body, clerk, Matter.Kind(kind)), clerk)

    assert petition.kind == kind
    assert petition.text == cases.ROAD
    assert petition.received_at == THEN
    assert petition.channel == Petition.Channel.COUNTER
    assert petition.sender_name == "Lò Thị Xuân"


def test_the_person_is_told_so_and_the_notice_is_kept(body, clerk):
    found = matter(body, clerk)
    petition = became(found, clerk)

    found.refresh_from_db()
    assert found.petition_id == petition.pk
    assert found.handling == Matter.Handling.ACCEPTED
    assert petition.code in found.result
    assert Duty.objects.get(pk=found.duty_id).closed_at == WRITTEN


def test_two_presses_make_one_petition(body, clerk):
    found = matter(body, clerk)

    assert became(found, clerk).pk == became(found, clerk).pk
    assert Petition.objects.count() == 1


def test_the_petition_begins_with_the_reception(body, clerk):
    petition = became(matter(body, clerk), clerk)

    page = Client().get(petition.get_absolute_url()).content.decode()

    assert "Trình bày tại buổi tiếp công dân" in page
    assert page.index("Trình bày tại buổi tiếp") < page.rindex("Đã nhận")
    assert "số 1/2026" in page


def test_a_complaint_becomes_a_complaint_with_its_own_clock(body, clerk):
    grievance = journey.Grievance(against_whom="UBND xã", request="Hủy quyết định thu hồi đất.")

    petition = became(matter(body, clerk, Matter.Kind.COMPLAINT), clerk, grievance=grievance)

    complaint = Complaint.objects.get(petition=petition)
    assert petition.kind == "complaint"
    assert complaint.against_whom == "UBND xã"


def test_nothing_is_kept_when_the_complaint_says_too_little(body, clerk):
    found = matter(body, clerk, Matter.Kind.COMPLAINT)

    with pytest.raises(ComplaintError):
        became(found, clerk)

    found.refresh_from_db()
    assert found.petition_id is None
    assert not Petition.objects.exists()


def test_a_clerk_of_another_commune_makes_no_petition(body, clerk):
    with pytest.raises(PermissionDenied):
        became(matter(body, clerk), cases.clerk(cases.body("Mường Bú")))

    assert not Petition.objects.exists()


# --- Denunciations ----------------------------------------------------------------------------


def handed(body, clerk) -> Visit:
    return journey.hand_over_denouncer(
        came=cases.came(body), submission_key=uuid.uuid4(), by=clerk, now=WRITTEN
    )


def test_a_denouncer_is_taken_to_the_appointed_officer(body, clerk):
    factories.officer(body.unit, "denunciation_officer")

    visit = handed(body, clerk)

    found = Matter.objects.get(visit=visit)
    assert visit.is_sealed
    assert visit.name == ""
    assert found.sealed_code.startswith("TC-")
    assert not Petition.objects.exists()


def test_without_such_an_officer_nothing_is_written(body, clerk):
    with pytest.raises(journey.NobodyAppointed):
        handed(body, clerk)

    assert not Visit.objects.exists()


def test_a_sealed_matter_becomes_no_petition(body, clerk):
    factories.officer(body.unit, "denunciation_officer")

    with pytest.raises(services.Protected):
        became(Matter.objects.get(visit=handed(body, clerk)), clerk)


# --- Pages ------------------------------------------------------------------------------------


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_the_clerk_makes_a_petition_with_one_press(body, clerk):
    found = matter(body, clerk)
    client = signed_in(clerk)
    address = f"/buoc-tiep/vu-viec/{found.pk}/lap-don/"

    shown = client.get(address)
    done = client.post(address, {"wants_public": "on"})

    assert cases.ROAD in shown.content.decode()
    assert done["Location"] == f"/tiep-cong-dan/lam-viec/so/{found.visit_id}/"
    assert Petition.objects.get().wants_public


def test_a_complaint_is_asked_for_what_is_missing(body, clerk):
    found = matter(body, clerk, Matter.Kind.COMPLAINT)

    shown = signed_in(clerk).post(
        f"/buoc-tiep/vu-viec/{found.pk}/lap-don/", {"against_whom": "UBND xã"}
    )

    assert "Xin ghi yêu cầu của người khiếu nại." in shown.content.decode()
    assert 'value="UBND xã"' in shown.content.decode()


def test_a_denouncer_leaves_the_form_without_a_word(body, clerk):
    factories.officer(body.unit, "denunciation_officer")

    done = signed_in(clerk).post(
        f"/buoc-tiep/to-cao/{body.pk}/", {"submission_key": uuid.uuid4(), "name": "Lò Văn Bí"}
    )

    visit = Visit.objects.get()
    assert done["Location"] == visit.get_absolute_url()
    assert "Lò Văn Bí" not in str(Visit.objects.values())
    assert timezone.localdate(visit.received_at) == timezone.localdate()


def test_strangers_find_these_doors_closed(body, clerk):
    found = matter(body, clerk)
    stranger = signed_in(cases.clerk(cases.body("Mường Bú")))

    for address in (f"/buoc-tiep/vu-viec/{found.pk}/lap-don/", f"/buoc-tiep/to-cao/{body.pk}/"):
        assert Client().post(address).status_code == 403
        assert stranger.post(address).status_code == 403
