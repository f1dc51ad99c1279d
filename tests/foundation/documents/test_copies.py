"""Strangers get pixels: nothing that was covered can be read, copied or found in the bytes."""

from io import BytesIO

import pypdf
import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from kheo.foundation.documents import access, flattening, queries, services, storage
from kheo.foundation.documents.models import PublicCopy, StoredFile
from kheo.foundation.log.models import Entry
from tests import factories
from tests.factories import MONDAY
from tests.foundation.documents import samples

pytestmark = pytest.mark.django_db

PLANTED = "0912 345 678"


def pdf(pages=1, text=f"Goi ong Inh so {PLANTED} nhe"):
    notes = f'#set document(title: "{PLANTED}", author: "Tong Van Inh")\n'
    source = f"{notes}#set page(height: 200pt, width: 300pt)\n" + "\n#pagebreak()\n".join(
        [text] * pages
    )
    return typst.compile(source.encode())


def stored(data, name):
    return services.store(
        SimpleUploadedFile(name, data), holder="test.copied", subject="test:1", by=None, now=MONDAY
    )


@pytest.fixture
def clerk():
    return factories.officer(of=factories.unit())


def bytes_of(file):
    return storage.absolute(file.path).read_bytes()


def test_a_pdf_becomes_pictures_without_words_or_notes(clerk):
    file = stored(pdf(), "đơn của Tòng Văn Inh.pdf")
    before = pypdf.PdfReader(BytesIO(bytes_of(file)))
    assert PLANTED in before.pages[0].extract_text()
    assert before.metadata.title == PLANTED

    copy = services.publish_copy(file=file, by=clerk, now=MONDAY).copy

    data = bytes_of(copy)
    after = pypdf.PdfReader(BytesIO(data))
    assert after.pages[0].extract_text() == ""
    assert after.metadata is None and after.xmp_metadata is None
    assert after.trailer["/Root"].keys() == {"/Type", "/Pages"}
    assert PLANTED.encode() not in data and b"Inh" not in data
    assert copy.name == "ban-cong-khai.pdf"
    assert copy.holder == "test.copied.public"


def test_the_page_keeps_its_size_and_its_look(clerk):
    file = stored(pdf(), "a.pdf")

    copy = services.publish_copy(file=file, by=clerk, now=MONDAY).copy

    box = pypdf.PdfReader(BytesIO(bytes_of(copy))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (300, 200)
    drawn = flattening.draw(bytes_of(copy), 1, "a.pdf")
    assert drawn.convert("L").getextrema()[0] < 100


def test_a_box_is_black_and_the_rest_is_not(clerk):
    file = stored(pdf(), "a.pdf")

    copy = services.publish_copy(
        file=file, by=clerk, now=MONDAY, boxes=[services.Box(1, 50, 50, 25, 25)]
    ).copy

    drawn = flattening.draw(bytes_of(copy), 1, "a.pdf").convert("L")
    wide, high = drawn.size
    assert drawn.getpixel((int(wide * 0.6), int(high * 0.6))) < 20
    assert drawn.getpixel((int(wide * 0.9), int(high * 0.9))) > 235


def test_forty_scanned_pages_go_through(clerk):
    file = stored(pdf(pages=40, text="Trang"), "scan.pdf")

    made = services.publish_copy(
        file=file, by=clerk, now=MONDAY, boxes=[services.Box(40, 0, 0, 100, 100)]
    )

    assert made.pages == 40
    assert flattening.count(bytes_of(made.copy), "a.pdf") == 40
    last = flattening.draw(bytes_of(made.copy), 40, "a.pdf").convert("L")
    assert last.getextrema()[1] < 20


def test_suggested_boxes_cover_what_the_text_layer_tells(clerk):
    data = pdf()
    found = flattening.suggest(data, "a.pdf")

    assert {(one.kind, one.is_sure) for one in found} >= {("phone", True)}
    file = stored(data, "a.pdf")
    boxes = [one.box for one in found]
    copy = services.publish_copy(file=file, by=clerk, now=MONDAY, boxes=boxes).copy
    phone = next(one.box for one in found if one.kind == "phone")
    drawn = flattening.draw(bytes_of(copy), 1, "a.pdf").convert("L")
    left, top, right, bottom = phone.on(drawn.size)
    assert drawn.crop((left + 3, top + 3, right - 3, bottom - 3)).getextrema()[1] < 60


def test_a_photo_is_painted_in_both_sizes_and_loses_its_notes(clerk):
    file = services.store(
        SimpleUploadedFile("IMG.jpg", samples.phone_photo()),
        holder="test.copied", subject="test:1", by=None, now=MONDAY, keep_metadata=True,
    )  # fmt: skip

    copy = services.publish_copy(
        file=file, by=clerk, now=MONDAY, boxes=[services.Box(1, 0, 0, 100, 50)]
    ).copy

    for path in (copy.path, copy.small_path):
        with Image.open(storage.absolute(path)) as picture:
            assert dict(picture.getexif()) == {}
            assert picture.size == (48, 64)
            assert picture.convert("L").crop((4, 4, 44, 24)).getextrema()[1] < 20
            assert picture.convert("L").crop((4, 40, 44, 60)).getextrema()[0] > 50


def test_a_photo_without_boxes_is_the_same_picture_without_notes(clerk):
    file = services.store(
        SimpleUploadedFile("IMG.jpg", samples.phone_photo()),
        holder="test.copied", subject="test:1", by=None, now=MONDAY, keep_metadata=True,
    )  # fmt: skip

    copy = services.publish_copy(file=file, by=clerk, now=MONDAY).copy

    with Image.open(storage.absolute(copy.path)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (48, 64)


def test_word_is_not_published(clerk):
    with pytest.raises(services.NotPublishable, match="PDF"):
        services.publish_copy(file=stored(samples.word(), "a.docx"), by=clerk, now=MONDAY)


def test_a_pdf_that_cannot_be_drawn_is_refused(clerk):
    file = stored(b"%PDF-1.7\n%broken\n" + b"x" * 400, "a.pdf")

    with pytest.raises(services.NotWhatItSays):
        services.publish_copy(file=file, by=clerk, now=MONDAY)


@pytest.mark.parametrize(
    "box",
    [(0, 1, 1, 5, 5), (2, 1, 1, 5, 5), (1, -1, 1, 5, 5), (1, 1, 101, 5, 5), (1, 1, 1, 0, 5)],
)
def test_a_box_beside_the_page_is_refused(clerk, box):
    with pytest.raises(services.BoxBesideThePage):
        services.publish_copy(
            file=stored(pdf(), "a.pdf"), by=clerk, now=MONDAY, boxes=[services.Box(*box)]
        )


def test_a_new_copy_takes_the_place_of_the_old(clerk, django_capture_on_commit_callbacks):
    file = stored(pdf(), "a.pdf")
    first = services.publish_copy(file=file, by=clerk, now=MONDAY).copy

    with django_capture_on_commit_callbacks(execute=True):
        second = services.publish_copy(file=file, by=clerk, now=MONDAY).copy

    assert queries.public_copies("test:1") == [second]
    assert not storage.absolute(first.path).exists()


def test_a_copy_goes_with_its_original(clerk, django_capture_on_commit_callbacks):
    file = stored(pdf(), "a.pdf")
    copy = services.publish_copy(file=file, by=clerk, now=MONDAY).copy

    with django_capture_on_commit_callbacks(execute=True):
        services.discard([file])

    assert StoredFile.objects.count() == PublicCopy.objects.count() == 0
    assert not storage.absolute(copy.path).exists()


def test_a_copy_can_be_taken_back(clerk):
    file = stored(pdf(), "a.pdf")
    services.publish_copy(file=file, by=clerk, now=MONDAY)

    assert services.withdraw_copy(file=file, by=clerk, now=MONDAY)
    assert not services.withdraw_copy(file=file, by=clerk, now=MONDAY)

    assert queries.public_copies("test:1") == []
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == [
        "copy.published",
        "copy.withdrawn",
    ]


def test_originals_are_listed_without_copies(clerk):
    file = stored(pdf(), "a.pdf")
    services.publish_copy(file=file, by=clerk, now=MONDAY)

    assert list(queries.originals("test:1")) == [file]


def test_the_database_refuses_an_original_as_its_own_copy(clerk):
    file = stored(pdf(), "a.pdf")
    services.publish_copy(file=file, by=clerk, now=MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        PublicCopy.objects.update(copy=file)


def test_a_holder_has_one_rule_for_publishing():
    rules = {"may_read_copy": lambda *given: True, "may_publish": lambda *given: True}
    access.register_publishing("test.twice", **rules)

    with pytest.raises(access.HolderTaken):
        access.register_publishing("test.twice", **rules | {"may_publish": lambda *given: False})
