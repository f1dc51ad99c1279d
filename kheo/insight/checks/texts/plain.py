"""Text files of any encoding, the fonts of before Unicode among them."""

from typing import Final

from kheo.foundation.vietnamese import legacy
from kheo.foundation.vietnamese.legacy import Encoding
from kheo.insight.checks.texts.errors import Unreadable

_SAMPLE: Final = 40_000
_FONTS: Final = (Encoding.TCVN3, Encoding.VNI, Encoding.VIQR)


def read(data: bytes) -> str:
    """Decode bytes; raise Unreadable rather than guess."""
    if not data.strip():
        raise Unreadable("Tệp rỗng.")
    text = _utf_8(data)
    is_utf_8 = text is not None
    text = text if text is not None else _legacy(data)
    if "\x00" in text[:_SAMPLE]:
        raise Unreadable("Tệp không phải văn bản: có ký tự điều khiển.")
    if not is_utf_8:
        return text
    found = legacy.detect(text[:_SAMPLE])
    return legacy.to_unicode(text, found) if found in _FONTS else text


def _utf_8(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[1:2] == b"\x00":
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _legacy(data: bytes) -> str:
    found = legacy.detect(data[: 2 * _SAMPLE])
    if found is Encoding.UNKNOWN:
        found = legacy.detect(data)
    if found is Encoding.UNKNOWN:
        raise Unreadable(str(legacy.UnknownEncoding()))
    try:
        return legacy.to_unicode(data, found)
    except ValueError as error:
        raise Unreadable(str(error)) from error
