"""Files of forms that nobody finished are swept away after a day, and no others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.foundation.documents import services, storage, tasks
from kheo.foundation.documents.models import StoredFile
from tests.foundation.documents import samples

pytestmark = pytest.mark.django_db


def stored(holder, *, hours):
    return services.store(
        samples.upload(samples.picture()),
        holder=holder,
        subject="test:1",
        by=None,
        now=timezone.now() - timedelta(hours=hours),
    )


def test_only_forgotten_drafts_are_swept(django_capture_on_commit_callbacks):
    forgotten = stored("petition.draft", hours=25)
    fresh = stored("petition.draft", hours=23)
    taken_over = stored("petition.photo", hours=25)

    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep(0)

    assert set(StoredFile.objects.all()) == {fresh, taken_over}
    assert not storage.absolute(forgotten.path).exists()
    assert storage.absolute(fresh.path).exists()


def test_files_of_an_act_that_fails_are_gone_with_it():
    paths = []

    with (
        pytest.raises(ZeroDivisionError),
        services.storing(
            [samples.upload(samples.picture())],
            holder="test.proof",
            subject="test:1",
            by=None,
            now=timezone.now(),
        ) as files,
    ):
        paths = [storage.absolute(file.path) for file in files]
        assert paths[0].exists()
        raise ZeroDivisionError

    assert not paths[0].exists()
    assert StoredFile.objects.count() == 0
