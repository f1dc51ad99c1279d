"""What is no template is refused with a sentence, before anything of it is kept."""

import zipfile
from io import BytesIO

import pytest
from docx import Document

from kheo.insight.reports import safety
from kheo.insight.reports.errors import NotAWordFile
from tests.insight.reports.writing import saved, template

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_part(name, data):
    out = BytesIO(template("x"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def external(kind):
    return (
        f'<Relationships><Relationship Id="rId99" Type="http://schemas.openxmlformats.org/{kind}" '
        'Target="http://example.com/x" TargetMode="External"/></Relationships>'
    ).encode()


def long_one():
    document = Document()
    for _number in range(safety.MOST_PARAGRAPHS + 1):
        document.add_paragraph("Một đoạn.")
    return saved(document)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Tệp rỗng"),
        (b"%PDF-1.7", "không phải tệp Word"),
        (b"PK\x03\x04 hong", "không phải tệp Word"),
        (OLD + b"x" * 600, ".doc đời cũ"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (with_part("word/vbaProject.bin", b"x"), "macro"),
        (with_part("word/embeddings/a.xlsx", b"x"), "nhúng"),
        (with_part("word/_rels/x.xml.rels", external("attachedTemplate")), "nơi khác"),
        (with_part("word/x.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "thực thể"),
        (with_part("word/big.xml", b"0" * (safety.MOST_UNPACKED + 1)), "quá lớn"),
        (b"0" * (safety.MOST_BYTES + 1), "lớn quá"),
        (long_one(), "Mẫu dài quá 3000 đoạn"),
    ],
)
def test_each_has_its_sentence(data, words):
    with pytest.raises(NotAWordFile, match=words):
        safety.check(data)


def test_a_link_that_people_click_may_stand_in_a_template():
    safety.check(with_part("word/_rels/x.xml.rels", external("hyperlink")))


def test_a_plain_template_passes():
    safety.check(template("Báo cáo {{ đơn_vị }}"))
