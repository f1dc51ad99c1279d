"""An officer covers a file on a page that works without a script; nobody else sees the page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kheo.foundation.documents import access, services
from kheo.foundation.documents.models import PublicCopy
from tests import factories
from tests.factories import MONDAY
from tests.foundation.documents import samples
from tests.foundation.documents.test_copies import pdf

pytestmark = pytest.mark.django_db

access.register_publishing(
    "test.covered",
    may_read_copy=lambda request, file: True,
    may_publish=lambda request, file: request.user.username != "la",
)


@pytest.fixture
def officer(client):
    user = factories.officer(of=factories.unit())
    client.force_login(user)
    return user


def stored(data=None, name="a.pdf"):
    upload = SimpleUploadedFile(name, data or pdf())
    return services.store(upload, holder="test.covered", subject="test:1", by=None, now=MONDAY)


def rows(*boxes):
    names = ("page", "left", "top", "width", "height")
    return {name: [str(box[place]) for box in boxes] for place, name in enumerate(names)}


def test_the_page_shows_every_sheet_and_the_suggested_boxes(client, officer):
    file = stored(pdf(pages=2))

    page = client.get(file.cover_url).content.decode()

    assert reverse("documents:page", args=[file.key, 2]) in page
    assert "Số điện thoại" in page
    assert client.get(reverse("documents:page", args=[file.key, 1]))["Content-Type"] == "image/jpeg"
    assert client.get(reverse("documents:page", args=[file.key, 3])).status_code == 404


def test_numbers_typed_without_a_script_make_the_copy(client, officer):
    file = stored()

    typed = rows(("1", "10", "20,5", "30", "5"), ("1", "", "", "", ""))
    response = client.post(file.cover_url, {**typed, "ve": "/viec/"})

    assert (response.status_code, response["Location"]) == (302, "/viec/")
    made = PublicCopy.objects.get()
    assert made.boxes == [{"page": 1, "left": 10, "top": 20.5, "width": 30, "height": 5}]
    assert made.published_by == officer
    client.logout()
    assert client.get(made.copy.url).status_code == 200


@pytest.mark.parametrize(
    "row",
    [("1", "x", "1", "1", "1"), ("", "1", "1", "1", "1"), ("1", "1", "101", "1", "1")],
)
def test_a_row_that_makes_no_sense_is_named_and_kept(client, officer, row):
    page = client.post(stored().cover_url, rows(("1", "10", "20", "30", "5"), row))

    words = page.content.decode()
    assert "bốn số từ 0 đến 100" in words
    assert 'value="30"' in words
    assert PublicCopy.objects.count() == 0


def test_a_box_on_a_page_that_is_not_there_is_refused_and_kept(client, officer):
    page = client.post(stored().cover_url, rows(("9", "10", "20", "30", "5"))).content.decode()

    assert "ô che nằm ngoài trang" in page
    assert PublicCopy.objects.count() == 0


def test_a_copy_is_taken_back_with_one_press(client, officer):
    file = stored()
    services.publish_copy(file=file, by=officer, now=MONDAY)

    client.post(file.cover_url, {"withdraw": "1"})

    assert PublicCopy.objects.count() == 0


def test_word_says_how_it_can_be_published(client, officer):
    page = client.get(stored(samples.word(), "a.docx").cover_url).content.decode()

    assert "in ra PDF" in page
    assert "Làm bản công khai" not in page


def test_an_address_elsewhere_is_not_followed(client, officer):
    file = stored()

    response = client.post(file.cover_url, {"ve": "https://noi.khac/"})

    assert response["Location"] == file.cover_url


def test_an_officer_who_may_not_learns_nothing(client):
    client.force_login(factories.citizen(username="la"))
    file = stored()

    assert client.get(file.cover_url).status_code == 404
    assert client.post(file.cover_url).status_code == 404
    assert client.get(reverse("documents:page", args=[file.key, 1])).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(stored().cover_url).status_code == 302
