"""Refuses what is no workbook, or too large to be one, before anything in it is parsed."""

import zipfile
from io import BytesIO
from typing import Final

from django.utils.translation import gettext as _

from kheo.foundation.refusals import Refusal

MOST_BYTES: Final = 4 * 1024 * 1024
# All parts together; a form of 2,000 rows and twelve columns unpacks to two million bytes.
MOST_UNPACKED: Final = 16 * 1024 * 1024
MOST_PARTS: Final = 300
# XML packs well, but not a hundred and fifty times.
MOST_RATIO: Final = 150
_FEW: Final = 1024 * 1024
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = b"PK\x03\x04"
_WORKBOOK: Final = "xl/workbook.xml"


class NotReadable(Refusal):
    """The file cannot be read as a form; the sentence says what to do."""


def check(data: bytes) -> bool:
    """Let a workbook pass and say whether it carries macros; raise NotReadable."""
    if len(data) > MOST_BYTES:
        raise NotReadable(
            _("Tệp lớn quá: biểu số liệu phải dưới %(most)d MB. Xin bỏ ảnh và trang tính khác.")
            % {"most": MOST_BYTES // 1024 // 1024}
        )
    _refuse_others(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _check_parts(archive)
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as broken:
        raise NotReadable(_("Tệp hỏng hoặc tải lên chưa hết. Xin lưu lại rồi tải lại.")) from broken


def _refuse_others(data: bytes) -> None:
    if not data:
        raise NotReadable(_("Tệp trống, không có gì bên trong."))
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise NotReadable(
                _("Tệp đặt mật khẩu nên không đọc được. Xin gỡ mật khẩu, lưu lại rồi tải lên.")
            )
        raise NotReadable(
            _("Đây là Excel kiểu cũ (.xls). Trong Excel chọn Lưu thành “Excel Workbook (.xlsx)”.")
        )
    if not data.startswith(_ZIP):
        raise NotReadable(
            _("Đây không phải tệp Excel .xlsx (có thể là .csv hoặc trang web đổi tên). "
              "Xin mở tệp mẫu của biểu này bằng Excel, điền rồi lưu thành .xlsx.")
        )  # fmt: skip


def _check_parts(archive: zipfile.ZipFile) -> bool:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise NotReadable(
            _("Bảng tính lớn quá (có thể cả triệu dòng trống đã định dạng). Xin tải tệp mẫu mới, "
              "chép số vào đúng ô rồi tải lên.")
        )  # fmt: skip
    if unpacked > _FEW and unpacked > MOST_RATIO * packed:
        raise NotReadable(_("Tệp nén bất thường nên không mở. Xin tải tệp mẫu mới và điền lại."))
    # No workbook declares entities of its own; one that does means harm.
    if any(b"<!DOCTYPE" in _head(archive, part) for part in parts):
        raise NotReadable(_("Tệp có phần lạ nên không mở. Xin tải tệp mẫu mới và điền lại."))
    names = {part.filename for part in parts}
    if _WORKBOOK not in names:
        raise NotReadable(_other_kind(archive, names))
    return any(name.endswith("vbaProject.bin") for name in names)


def _head(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with archive.open(part) as source:
        return source.read(1024)


def _other_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:100]:
        return _("Đây là tệp LibreOffice (.ods). Xin chọn Lưu thành “Excel 2007–365 (.xlsx)”.")
    if "xl/workbook.bin" in names:
        return _("Đây là Excel nhị phân (.xlsb). Xin chọn Lưu thành “Excel Workbook (.xlsx)”.")
    if "word/document.xml" in names:
        return _("Đây là tệp Word. Xin điền vào tệp mẫu Excel của biểu này.")
    return _("Đây không phải tệp Excel .xlsx. Xin điền vào tệp mẫu Excel của biểu này.")
