"""A file that is too large is dropped while it arrives; the words beside it stay."""

from django.test import RequestFactory

from kheo.foundation.documents import uploads
from tests.foundation.documents import samples


def posted(files, **fields):
    return RequestFactory().post("/", {**fields, **files})


def test_a_file_over_the_limit_is_dropped_and_named(settings):
    settings.KHEO_MAX_FILE_BYTES = 70_000
    request = posted(
        {"photos": [samples.upload(b"x" * 200_000, "to.jpg"), samples.upload(b"y", "nho.jpg")]},
        text="Đường sạt",
    )

    assert [file.name for file in request.FILES.getlist("photos")] == ["nho.jpg"]
    assert request.POST["text"] == "Đường sạt"
    assert [refusal.name for refusal in uploads.refused(request, "photos")] == ["to.jpg"]
    assert uploads.refused(request, "proof") == []


def test_words_after_the_file_stay_too(settings):
    settings.KHEO_MAX_FILE_BYTES = 10
    request = posted({"photos": samples.upload(b"x" * 200_000)}, a="trước")

    assert request.POST["a"] == "trước"


def test_of_a_sending_over_the_whole_limit_no_file_is_kept(settings):
    settings.KHEO_MAX_REQUEST_BYTES = 5_000
    request = posted(
        {"photos": [samples.upload(b"x" * 4_000, "1.jpg"), samples.upload(b"x" * 4_000, "2.jpg")]},
        text="còn đây",
    )

    assert request.FILES.getlist("photos") == []
    assert request.POST["text"] == "còn đây"
    assert [refusal.name for refusal in uploads.refused(request, "photos")] == ["1.jpg", "2.jpg"]


def test_200_megabytes_leave_nothing_in_memory_or_on_disk(settings):
    """The body is read as it comes: 200 MB pass by in chunks, 10 MB are the most that is held."""
    request = posted({"photos": samples.upload(b"\0" * (200 * 1024 * 1024), "phim.mp4")}, text="a")

    assert request.FILES.getlist("photos") == []
    assert request.POST["text"] == "a"
    assert "lớn quá" in str(uploads.refused(request, "photos")[0])
