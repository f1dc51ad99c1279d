"""Looks into a file before it may be a template: a .docx that carries and fetches nothing."""

import re
import zipfile
from io import BytesIO
from typing import Final

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from kheo.insight.reports.errors import NotAWordFile

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 40 * 1024 * 1024
MOST_PARTS: Final = 500
# A report of more pages is no template; what a template says once, it says for each commune.
MOST_PARAGRAPHS: Final = 3000
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_EXTERNAL: Final = re.compile(
    rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.I
)
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_ACTIVE: Final = ("vbaproject", "/embeddings/", "/activex/", "/ctrlprops/")


def check(data: bytes) -> None:
    """Let a template pass; raises NotAWordFile with what to do instead."""
    if not data:
        raise NotAWordFile(_("Tệp rỗng. Xin chọn lại tệp."))
    if len(data) > MOST_BYTES:
        raise NotAWordFile(
            _("Tệp lớn quá %(most)d MB. Xin bỏ bớt ảnh trong mẫu.")
            % {"most": MOST_BYTES // 1_048_576}
        )
    if data.startswith(_OLD_OFFICE):
        if _LOCKED in data:
            raise NotAWordFile(
                _("Tệp có mật khẩu nên không đọc được. Xin bỏ mật khẩu rồi tải lại.")
            )
        raise NotAWordFile(_("Tệp .doc đời cũ. Xin mở bằng Word và lưu lại thành .docx."))
    _check_parts(data)
    _check_pages(data)


def _check_parts(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
                raise NotAWordFile(_("Tệp giải nén ra quá lớn nên không nhận."))
            names = [one.filename for one in parts]
            if "word/document.xml" not in names:
                raise NotAWordFile(_("Đây không phải tệp Word (.docx)."))
            if any(sign in name.lower() for name in names for sign in _ACTIVE):
                raise NotAWordFile(_("Tệp có macro hoặc tệp khác nhúng bên trong nên không nhận."))
            _check_xml(archive, names)
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError) as broken:
        raise NotAWordFile(_("Đây không phải tệp Word (.docx), hoặc tệp đã hỏng.")) from broken


def _check_xml(archive: zipfile.ZipFile, names: list[str]) -> None:
    for name in names:
        if not name.endswith((".xml", ".rels")):
            continue
        part = archive.read(name)
        if _DOCTYPE.search(part[:2000]):
            raise NotAWordFile(_("Tệp khai báo thực thể lạ nên không nhận."))
        links = (found[0] for found in _EXTERNAL.finditer(part)) if name.endswith(".rels") else ()
        if any(b"/hyperlink" not in link for link in links):
            raise NotAWordFile(
                _("Tệp lấy ảnh hoặc mẫu từ nơi khác nên không nhận. Xin chèn hẳn vào tệp.")
            )


def _check_pages(data: bytes) -> None:
    try:
        body = Document(BytesIO(data)).element.body
    except (PackageNotFoundError, KeyError, ValueError, AttributeError) as broken:
        raise NotAWordFile(_("Đây không phải tệp Word (.docx), hoặc tệp đã hỏng.")) from broken
    if sum(1 for _one in body.iter("{*}p")) > MOST_PARAGRAPHS:
        raise NotAWordFile(
            _(
                "Mẫu dài quá %(most)d đoạn. Phần lặp lại cho từng xã xin viết một lần, trong "
                "%(loop)s."
            )
            % {"most": MOST_PARAGRAPHS, "loop": "{% for xã in các_xã %}"}
        )
