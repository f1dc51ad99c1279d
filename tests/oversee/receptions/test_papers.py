"""The notices about a reception are written from the book, by its officers, never of denouncers."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client

from kheo.oversee.receptions import papers, services
from kheo.oversee.receptions.models import Matter
from tests.oversee.receptions import cases
from tests.oversee.receptions.cases import DAY, THEN

pytestmark = pytest.mark.django_db
WRITTEN = THEN + timedelta(minutes=20)


@pytest.fixture
def body():
    return cases.body()


@pytest.fixture
def clerk(body):
    return cases.clerk(body)


def test_the_notice_of_a_result_knows_who_came_with_what(body, clerk):
    matter = Matter.objects.get(visit=cases.visit(body))

    prepared = papers.prepare_result(clerk, matter.pk, DAY)

    assert prepared.keys == ("reception_result",)
    assert prepared.fields["visitor"] == "Lò Thị Xuân"
    assert prepared.fields["matter"] == cases.ROAD
    assert prepared.fields["visited_on"] == "22/10/2026"


def test_the_notice_of_a_refusal_names_the_ground(body, clerk):
    visit = services.refuse(
        came=cases.came(body),
        ground="settled",
        note="Đã thông báo năm 2024.",
        submission_key=uuid.uuid4(),
        by=clerk,
        now=WRITTEN,
    )

    prepared = papers.prepare_refusal(clerk, visit.pk, DAY)

    assert "Đã thông báo năm 2024." in prepared.fields["reason"]
    assert "giải quyết đúng pháp luật" in prepared.fields["reason"]


def test_nobody_writes_of_a_denouncer_or_for_another_commune(body, clerk):
    sealed = services.seal(
        came=cases.came(body), code="TC-1", submission_key=uuid.uuid4(), by=clerk, now=WRITTEN
    )
    denounced = Matter.objects.get(visit=sealed)
    other = Matter.objects.get(visit=cases.visit(body))
    stranger = cases.clerk(cases.body("Mường Bú"))

    assert papers.prepare_result(clerk, denounced.pk, DAY) is None
    assert papers.prepare_result(stranger, other.pk, DAY) is None
    assert papers.prepare_refusal(clerk, other.visit_id, DAY) is None


def test_the_clerk_opens_the_letters_of_a_matter(body, clerk):
    matter = Matter.objects.get(visit=cases.visit(body))
    client = Client()
    client.force_login(clerk)

    page = client.get(matter.visit.get_absolute_url()).content.decode()

    assert f"/tep/soan/matter/{matter.pk}/" in page
    assert client.get(f"/tep/soan/matter/{matter.pk}/").status_code == 200
    assert client.get(f"/tep/soan/matter/{matter.pk}/reception_result/").status_code == 200
