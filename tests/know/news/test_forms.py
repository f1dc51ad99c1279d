"""A picture is published without what the camera wrote into it."""

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
