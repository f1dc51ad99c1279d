"""A picture is published without what the camera wrote into it."""

import resource
import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Collection

from kheo.know.news.forms import PhotoForm
from kheo.know.news.models import Photo
from tests import factories

pytestmark = pytest.mark.django_db
ORIENTATION, GPS, MODEL = 0x0112, 0x8825, 0x0110


class ModelForm(PhotoForm):
    """As Wagtail makes it from WAGTAILIMAGES_IMAGE_FORM_BASE."""

    class Meta(PhotoForm.Meta):
        model = Photo
        fields = ("title", "file", "collection", "tags")


def form(upload: SimpleUploadedFile) -> ModelForm:
    data = {"title": "Đường bản", "collection": Collection.get_first_root_node().pk, "tags": ""}
    return ModelForm(data, {"file": upload}, user=factories.user(is_superuser=True))


def saved(upload: SimpleUploadedFile) -> Photo:
    made = form(upload)
    made.full_clean()
    return made.save()


def upload(shape: str = "JPEG", size=(40, 20), **exif) -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", size, "green").save(written, shape, **exif)
    return SimpleUploadedFile(
        f"duong.{shape.lower()}", written.getvalue(), f"image/{shape.lower()}"
    )


def test_place_and_device_go_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[ORIENTATION], exif[MODEL] = 6, "Máy của tôi"
    exif.get_ifd(GPS)[1] = "N"

    photo = saved(upload(exif=exif))

    with Image.open(photo.file) as kept:
        assert (kept.size, dict(kept.getexif())) == ((20, 40), {})
    assert (photo.width, photo.height) == (20, 40)


@pytest.mark.parametrize("shape", ["PNG", "WEBP"])
def test_other_shapes_are_kept(shape):
    photo = saved(upload(shape))

    with Image.open(photo.file) as kept:
        assert kept.format == shape


def test_what_is_no_picture_is_refused():
    made = form(SimpleUploadedFile("virus.jpg", b"MZ" + b"\0" * 100, "image/jpeg"))

    assert list(made.errors) == ["file"]


# --- Pictures that are too much ---------------------------------------------------------------


def test_a_picture_of_60_megapixels_is_kept_small_in_little_memory():
    large = upload(size=(10_000, 6_000))
    before = peak()

    photo = saved(large)

    with Image.open(photo.file) as kept:
        assert max(kept.size) == 2560
    # Decoded whole it would take 180 MB.
    assert peak() - before < 100 * 1024


def peak() -> int:
    """The most memory this process has held so far, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_more_pixels_than_memory_allows_are_refused_before_they_are_read():
    head = upload("PNG", size=(8, 8)).read()
    # The header says 30,000 × 30,000; nothing behind it needs to be there.
    size = struct.pack(">II", 30_000, 30_000)
    chunk = b"IHDR" + size + head[24:29]
    made = head[:12] + chunk + struct.pack(">I", zlib.crc32(chunk)) + head[33:]

    errors = form(SimpleUploadedFile("bom.png", made, "image/png")).errors

    assert list(errors) == ["file"]
    assert "điểm ảnh" in str(errors) or "Chỉ nhận ảnh" in str(errors)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("hinh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("anh.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
        ("anh.jpg", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
    ],
)
def test_other_kinds_are_refused_with_a_way_out(name, data):
    errors = form(SimpleUploadedFile(name, data, "image/jpeg")).errors

    assert "JPEG, PNG, WebP" in str(errors["file"]) or "Đuôi tên tệp" in str(errors["file"])


def test_half_a_picture_is_refused_with_a_sentence():
    whole = upload(size=(900, 900)).read()

    errors = form(SimpleUploadedFile("nua.jpg", whole[: len(whole) // 2], "image/jpeg")).errors

    assert "bị hỏng" in str(errors["file"]) or "JPEG, PNG, WebP" in str(errors["file"])
