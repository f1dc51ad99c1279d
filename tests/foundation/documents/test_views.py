"""A file is sent to whom its room says, and can do nothing in the browser that shows it."""

import pytest
from django.urls import reverse

from kheo.foundation.documents import access, services
from tests.factories import MONDAY
from tests.foundation.documents import samples

pytestmark = pytest.mark.django_db

access.register("test.open", lambda request, file: True)
access.register("test.closed", lambda request, file: False)


def stored(holder="test.open", data=None, name="đường sạt.jpg"):
    upload = samples.upload(data or samples.picture(size=(900, 600)), name)
    return services.store(upload, holder=holder, subject="test:1", by=None, now=MONDAY)


def test_a_picture_is_shown_in_a_sandbox(client):
    file = stored()

    response = client.get(reverse("documents:file", args=[file.key]))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Cache-Control"] == "private, max-age=600"


def test_the_small_picture_is_smaller(client):
    file = stored()

    small = client.get(file.url, {"nho": "1"})

    assert small["Content-Type"] == "image/webp"
    assert len(small.getvalue()) < file.size


def test_a_document_is_downloaded_never_opened_in_the_page(client):
    file = stored(data=samples.word(), name="đơn.docx")

    assert client.get(file.url)["Content-Disposition"].startswith("attachment;")


def test_an_unchanged_file_is_not_sent_again(client):
    file = stored()
    etag = client.get(file.url)["ETag"]

    assert client.get(file.url, headers={"If-None-Match": etag}).status_code == 304


def test_a_stranger_does_not_learn_that_there_is_a_file(client):
    assert client.get(stored("test.closed").url).status_code == 404


def test_a_file_that_no_room_answers_for_is_shown_to_nobody(client):
    assert client.get(stored("test.nobody").url).status_code == 404


def test_two_rooms_cannot_hold_the_same_files():
    with pytest.raises(access.HolderTaken):
        access.register("test.open", lambda request, file: True)
