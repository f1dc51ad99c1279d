"""Files of documents are looked into, kept version by version, and read into the search."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from PIL import Image, ImageDraw, ImageFont

from kheo.foundation.documents import storage
from kheo.foundation.documents.models import DocumentVersion
from kheo.foundation.documents.refusals import NotWhatItSays, TooLarge, TypeNotAllowed
from kheo.foundation.documents.register import errors, extracting, queries, services, suggesting
from tests import factories
from tests.factories import MONDAY
from tests.foundation.documents import samples
from tests.foundation.documents.register import cases

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def added(made, data, name="van-ban.docx", by=None):
    return services.add_version(
        document=made, upload=samples.upload(data, name), by=by or cases.keeper(), now=MONDAY
    )


def read(version):
    return services.read_version(version=version, now=MONDAY)


def listed(words):
    asked = queries.Asked(words=words)
    return list(queries.listed(factories.citizen(), asked, today=TODAY))


def test_the_words_of_a_word_file_are_found_without_marks():
    made = cases.document()
    version = read(added(made, cases.word("Tăng cường đối thoại", "với nhân dân ở Mường La")))

    assert version.reading == DocumentVersion.Reading.READ
    assert listed("doi thoai muong la") == [made]
    assert listed("đối thoại Bắc Yên") == []


def test_old_encodings_become_unicode():
    version = read(added(cases.document(), cases.word("ViÖt Nam d©n chñ céng hßa, ®éc lËp tù do")))

    assert version.words.startswith("Việt Nam dân chủ cộng hòa")


def test_each_version_is_kept_and_the_same_file_is_refused():
    made = cases.document()
    first = added(made, cases.word("một"))
    second = added(made, cases.word("hai"))

    assert [first.number, second.number] == [1, 2]
    read(first)
    read(second)
    assert listed("mot") == listed("hai") == [made]
    with pytest.raises(errors.SameFile):
        added(made, storage.absolute(second.file.path).read_bytes())


def test_a_file_that_is_refused_leaves_nothing_behind():
    made = cases.document()

    with pytest.raises(errors.LockedFile):
        added(made, cases.pdf(password="bi-mat"), "khoa.pdf")

    assert not made.versions.exists()


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (cases.pdf(password="x"), "khoa.pdf", errors.LockedFile),
        (cases.pdf(pages=0), "rong.pdf", errors.NoPages),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cu.doc", errors.OldWord),
        (samples.executable(), "virus.pdf", NotWhatItSays),
        (samples.executable(), "virus.exe", TypeNotAllowed),
        (samples.word_with_macros(), "macro.docx", NotWhatItSays),
        (b"%PDF-1.4 hong", "hong.pdf", NotWhatItSays),
    ],
)
def test_bad_files_are_named_for_what_they_are(data, name, refusal):
    with pytest.raises(refusal) as refused:
        added(cases.document(), data, name)

    assert str(refused.value)


def test_a_huge_file_is_refused(settings):
    settings.KHEO_MAX_FILE_BYTES = 1000

    with pytest.raises(TooLarge):
        added(cases.document(), cases.word("dài"))


def test_a_word_file_that_fetches_its_template_is_refused():
    data = BytesIO(cases.word("mẫu"))
    import_template = (
        b'<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="http://a/b.dotm"'
        b' TargetMode="External"/></Relationships>'
    )
    with samples.zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/_rels/settings.xml.rels", import_template)

    with pytest.raises(errors.ReachesOut):
        added(cases.document(), data.getvalue())


# --- What strangers get -----------------------------------------------------------------------


@pytest.mark.parametrize("acts", [{"script": True}, {"attachment": True}])
def test_a_pdf_that_can_act_reaches_strangers_as_pictures_only(acts):
    made = cases.document()
    version = added(made, cases.pdf(**acts), "lenh.pdf")
    assert version.is_active
    assert version.public_file is None

    version = read(version)

    client = Client()
    assert client.get(version.file.url).status_code == 404
    sent = b"".join(client.get(version.safe_copy.url).streaming_content)
    assert sent.startswith(b"%PDF")
    assert b"JavaScript" not in sent
    assert b"EmbeddedFile" not in sent


def test_a_script_hidden_in_packed_objects_is_seen():
    plain = cases.pdf(script=True)
    packed = samples.zlib.compress(b"/S /J#61vaScript")
    hidden = b"9 0 obj\n<< /Type /ObjStm >>\nstream\n" + packed + b"\nendstream\nendobj\n"
    quiet = cases.pdf()

    assert added(cases.document("1-NQ/TU"), plain, "a.pdf").is_active
    assert not added(cases.document("2-NQ/TU"), quiet, "b.pdf").is_active
    assert added(
        cases.document("3-NQ/TU"), quiet.replace(b"xref", hidden + b"xref", 1), "c.pdf"
    ).is_active


def test_a_file_opens_to_those_who_may_know_of_its_document():
    commune = factories.unit()
    hidden = cases.of_commune(commune, visibility="internal")
    url = added(hidden, cases.word("kín")).file.url
    open_url = added(cases.document(), cases.word("mở")).file.url
    keeper, stranger = Client(), Client()
    keeper.force_login(cases.keeper(commune))
    stranger.force_login(cases.keeper(factories.unit("Mường Bú")))

    assert Client().get(open_url).status_code == 200
    assert Client().get(url).status_code == stranger.get(url).status_code == 404
    assert keeper.get(url).status_code == 200


def test_a_stranger_adds_no_file():
    with pytest.raises(PermissionDenied):
        added(cases.document(), cases.word("lạ"), by=cases.keeper(factories.unit()))


# --- Scans ------------------------------------------------------------------------------------


def scan(*lines) -> Image.Image:
    page = Image.new("RGB", (1240, 900), "white")
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype("DejaVuSans.ttf", 40)
    for at, line in enumerate(lines):
        pen.text((80, 80 + 80 * at), line, fill="black", font=font)
    return page


def test_a_scan_is_read_where_the_vietnamese_model_is():
    out = BytesIO()
    scan("Số: 35/KH-UBND", "Kế hoạch tiếp xúc, đối thoại với nhân dân").save(out, "PDF")
    made = cases.document()

    version = read(added(made, out.getvalue(), "quet.pdf"))

    # Where the machine has no Tesseract the page says that nobody could read the file.
    Reading = DocumentVersion.Reading
    can = extracting.can_recognise()
    assert version.reading == (Reading.RECOGNISED if can else Reading.UNREADABLE)
    assert listed("doi thoai voi nhan dan") == ([made] if can else [])


def test_a_page_without_words_says_so():
    version = read(added(cases.document(), cases.pdf(), "trang.pdf"))

    assert version.reading == DocumentVersion.Reading.UNREADABLE
    assert version.get_reading_display() == "chưa đọc được chữ"


def test_broken_files_have_no_words():
    assert extracting.extract(b"%PDF-1.4 hong", "application/pdf").words == ""
    assert extracting.extract(b"PK\x03\x04", extracting.WORD).words == ""


# --- Suggestions ------------------------------------------------------------------------------

SHEET = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA
Số: 35/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Sơn La, ngày 02 tháng 3 năm 2024
KẾ HOẠCH
Tiếp xúc, đối thoại trực tiếp
với nhân dân năm 2024
_____________
Căn cứ Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15;"""


def test_a_sheet_says_its_number_day_kind_and_subject():
    found = suggesting.suggest(SHEET)

    assert (found.numbered, found.kind) == ("35/KH-UBND", "plan")
    assert found.issued_on.isoformat() == "2024-03-02"
    assert found.title == "Tiếp xúc, đối thoại trực tiếp với nhân dân năm 2024"


def test_a_letter_says_its_subject_after_v_v():
    found = suggesting.suggest("Số: 1234/UBND-NC\nV/v chuẩn bị tiếp công dân\nKính gửi: các xã")

    assert (found.kind, found.title) == ("official_letter", "chuẩn bị tiếp công dân")


def test_nothing_is_made_up():
    assert suggesting.suggest("một trang chữ bất kỳ") == suggesting.Suggestion()
