"""Only what is what it says, and small enough, is kept."""

from hashlib import sha256
from io import BytesIO
from stat import S_IMODE

import pytest
from PIL import Image

from kheo.foundation.documents import services, storage
from kheo.foundation.documents.models import StoredFile
from tests.factories import MONDAY
from tests.foundation.documents import samples

pytestmark = pytest.mark.django_db


def store(data, name="anh.jpg", **more):
    return services.store(
        samples.upload(data, name),
        holder="test.photo",
        subject="test:1",
        by=None,
        now=MONDAY,
        **more,
    )


def kept(file):
    return storage.absolute(file.path).read_bytes()


def test_a_photo_is_kept_upright_without_place_and_phone():
    file = store(samples.phone_photo())

    with Image.open(BytesIO(kept(file))) as image:
        assert image.size == (48, 64)
        assert dict(image.getexif()) == {}
    assert (file.media_type, file.name) == ("image/jpeg", "anh.jpg")
    assert file.sha256 == sha256(kept(file)).hexdigest()


def test_evidence_keeps_every_byte_when_the_sender_asks():
    file = store(samples.phone_photo(), keep_metadata=True)

    assert kept(file) == samples.phone_photo()
    assert file.keeps_metadata


def test_a_photo_gets_a_small_one_for_pages():
    file = store(samples.picture(size=(1600, 1200)))

    with Image.open(storage.absolute(file.small_path)) as small:
        assert (small.format, small.size) == ("WEBP", (480, 360))


def test_a_wide_photo_is_made_to_fit():
    file = store(samples.picture(size=(6000, 3000)))

    with Image.open(BytesIO(kept(file))) as image:
        assert image.size == (2560, 1280)


@pytest.mark.parametrize(
    ("form", "name", "media_type", "stored"),
    [
        ("PNG", "anh.png", "image/png", "anh.png"),
        ("WEBP", "anh.webp", "image/webp", "anh.webp"),
        ("HEIF", "IMG_0001.HEIC", "image/jpeg", "IMG_0001.jpg"),
        ("JPEG", "không đuôi", "image/jpeg", "không đuôi.jpg"),
    ],
)
def test_pictures_of_every_allowed_kind_come_through(form, name, media_type, stored):
    file = store(samples.picture(form), name)

    assert (file.media_type, file.name) == (media_type, stored)


def test_a_word_file_and_a_pdf_are_kept_as_they_are():
    # A Word file holds the moment it was made in.
    word, pdf = samples.word(), b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF"

    assert kept(store(word, "tờ trình.docx")) == word
    assert kept(store(pdf, "a.pdf")) == pdf


def test_an_empty_file_is_refused():
    with pytest.raises(services.EmptyFile, match="“anh.jpg”: tệp rỗng"):
        store(b"")


def test_a_file_over_the_limit_is_refused(settings):
    settings.KHEO_MAX_FILE_BYTES = 1000

    with pytest.raises(services.TooLarge, match="lớn quá 1 MB"):
        store(samples.picture() + b"\0" * 1000)


def test_a_renamed_executable_is_refused():
    with pytest.raises(services.NotWhatItSays, match="không đúng như tên"):
        store(samples.executable(), "anh.jpg")


@pytest.mark.parametrize("name", ["cai-dat.exe", "bat.cmd", "trang.html", "tep"])
def test_what_is_not_in_the_table_is_refused(name):
    with pytest.raises(services.TypeNotAllowed, match="không nhận loại tệp này"):
        store(b"<script>alert(1)</script>" if "html" in name else samples.executable(), name)


def test_a_picture_bomb_is_refused_before_it_is_opened():
    with pytest.raises(services.ImageTooBig, match="quá nhiều điểm ảnh"):
        store(samples.picture_bomb(), "anh.png")


def test_a_picture_bomb_under_pillows_own_limit_is_refused_too():
    with pytest.raises(services.ImageTooBig):
        store(samples.picture_bomb(edge=8000), "anh.png")


@pytest.mark.parametrize("make", [samples.zip_bomb, samples.word_with_macros])
def test_an_office_file_that_bites_is_refused(make):
    with pytest.raises(services.NotWhatItSays):
        store(make(), "don.docx")


def test_half_a_picture_is_refused():
    with pytest.raises(services.NotWhatItSays):
        store(samples.picture(size=(900, 900))[:1200])


def test_only_pictures_are_taken_where_pictures_are_asked_for():
    with pytest.raises(services.NotAPicture):
        store(samples.word(), "don.docx", only_pictures=True)


def test_a_refused_file_leaves_nothing_behind():
    with pytest.raises(services.Refused):
        store(samples.executable())

    assert StoredFile.objects.count() == 0


def test_files_are_readable_by_this_account_only():
    file = store(samples.picture())

    assert S_IMODE(storage.absolute(file.path).stat().st_mode) == 0o600


def test_the_same_photo_sent_twice_is_two_files():
    assert store(samples.picture()).path != store(samples.picture()).path


def test_drafts_are_adopted_by_the_record_made_of_them():
    mine, other = store(samples.picture()), store(samples.picture())

    adopted = services.adopt(
        [mine], drafts="test.photo", holder="petition.photo", subject="petition:7"
    )

    mine.refresh_from_db()
    other.refresh_from_db()
    assert adopted == 1
    assert (mine.holder, mine.subject, other.subject) == ("petition.photo", "petition:7", "test:1")


def test_a_file_that_is_no_draft_any_more_is_not_adopted_again():
    file = store(samples.picture())

    assert (
        services.adopt([file], drafts="petition.draft", holder="petition.photo", subject="x") == 0
    )


def test_discarded_files_are_gone_from_the_disk(django_capture_on_commit_callbacks):
    file = store(samples.picture())

    with django_capture_on_commit_callbacks(execute=True):
        services.discard([file])

    assert not storage.absolute(file.path).exists()
    assert not storage.absolute(file.small_path).exists()
    assert StoredFile.objects.count() == 0


def test_the_database_refuses_an_empty_file(db):
    file = store(samples.picture())

    with pytest.raises(Exception, match="stored_file_is_not_empty"):
        StoredFile.objects.filter(pk=file.pk).update(size=0)
