"""Old files become Unicode, and Unicode is never taken for an old file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.vietnamese.legacy import Encoding, UnknownEncoding, detect, to_unicode
from kheo.foundation.vietnamese.text import nfc
from tests.foundation.vietnamese.legacy_writers import cp1258, tcvn3, viqr, vni
from tests.foundation.vietnamese.samples import TEXTS, any_text, sentences


@pytest.mark.parametrize("text", TEXTS)
def test_no_unicode_text_is_taken_for_an_old_one(text):
    assert detect(text) is Encoding.UNICODE
    assert detect(text.encode()) is Encoding.UTF_8
    assert to_unicode(text) == to_unicode(text.encode()) == nfc(text)


@pytest.mark.parametrize("text", [line for text in TEXTS for line in text.splitlines() if line])
def test_no_line_of_a_unicode_text_is_taken_for_an_old_one(text):
    assert detect(text) is Encoding.UNICODE


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [text for text in TEXTS if len(text) > 20])
def test_files_of_every_unicode_kind_are_read(text, codec):
    assert to_unicode(text.encode(codec)) == nfc(text).removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("written", "encoding", "meant"),
    [
        ("ViÖt Nam", Encoding.TCVN3, "Việt Nam"),
        ("§¶ng bé x·", Encoding.TCVN3, "Đảng bộ xã"),
        ("céng hßa x· héi chñ nghÜa", Encoding.TCVN3, "cộng hòa xã hội chủ nghĩa"),
        ("CéNG HßA X· HéI", Encoding.TCVN3, "CỘNG HÒA XÃ HỘI"),
        ("UBND vµ H§ND hµng n¨m", Encoding.TCVN3, "UBND và HĐND hàng năm"),
        ("Vieät Nam", Encoding.VNI, "Việt Nam"),
        ("Ñaûng boä, nöôùc", Encoding.VNI, "Đảng bộ, nước"),
        ("COÄNG HOØA XAÕ HOÄI", Encoding.VNI, "CỘNG HÒA XÃ HỘI"),
        ("Vie^.t Nam", Encoding.VIQR, "Việt Nam"),
        ("DDa?ng bo^. xa~ Ho`a Bi`nh, nu+o+'c", Encoding.VIQR, "Đảng bộ xã Hòa Bình, nước"),
        ("du+o+`ng la`ng\\.", Encoding.VIQR, "dường làng."),
    ],
)
def test_known_examples(written, encoding, meant):
    assert detect(written) is encoding
    assert to_unicode(written) == meant


@pytest.mark.parametrize(
    "text",
    ["décision à Paris, où êtes-vous né", "Müller über Straße", "café", "cá", "hoà", "",
     "add odd? (a+b)^2 o+=1", "x.y? z'", "ngay 5. Toi o xa. Ban la ai?", "© 2024 «x»"],
)  # fmt: skip
def test_other_text_is_left_alone(text):
    assert detect(text) is Encoding.UNICODE
    assert to_unicode(text) == text


@given(sentences)
def test_tcvn3_is_recognised_and_read(text):
    text = "Việt Nam " + text
    western = tcvn3(text)

    assert to_unicode(western) == to_unicode(western.encode("cp1252")) == text
    assert to_unicode(western.encode("utf-8")) == text
    assert detect(western) is detect(western.encode("cp1252")) is Encoding.TCVN3


@given(sentences, st.booleans())
def test_vni_is_recognised_and_read(text, in_capitals):
    text = "Việt Nam nước " + text
    text = text.upper() if in_capitals else text
    western = vni(text)

    assert to_unicode(western) == to_unicode(western.encode("cp1252")) == text
    assert detect(western) is detect(western.encode("cp1252")) is Encoding.VNI


@given(sentences, st.booleans())
def test_viqr_is_recognised_and_read(text, in_capitals):
    text = "Việt Nam? Đường (cầu). " + text + "."
    text = text.upper() if in_capitals else text

    assert to_unicode(viqr(text)) == to_unicode(viqr(text).encode()) == text
    assert detect(viqr(text)) is Encoding.VIQR


@given(sentences)
def test_the_windows_code_page_is_recognised_and_read(text):
    data = cp1258("Việt Nam nước " + text)

    assert detect(data) is Encoding.CP1258
    assert to_unicode(data) == "Việt Nam nước " + text


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0JFIF\x89\x90\xb0", bytes(range(128, 256)) * 3])
def test_bytes_that_are_no_text_are_refused(data):
    assert detect(data) is Encoding.UNKNOWN
    with pytest.raises(UnknownEncoding, match="Không nhận ra bảng mã"):
        to_unicode(data)


def test_a_named_encoding_is_obeyed():
    assert to_unicode("xã", Encoding.UNICODE) == "xã"
    assert to_unicode("x·", Encoding.TCVN3) == "xã"
    assert to_unicode(b"a^'", Encoding.VIQR) == "ấ"
    with pytest.raises(UnknownEncoding):
        to_unicode(b"\xff", Encoding.UTF_8)


@given(st.binary())
def test_any_bytes_are_read_or_refused(data):
    try:
        assert isinstance(to_unicode(data), str)
    except UnknownEncoding:
        assert detect(data) in {Encoding.UNKNOWN, Encoding.UTF_16_LE, Encoding.UTF_16_BE}


@given(any_text)
def test_any_string_is_read(text):
    for encoding in (Encoding.TCVN3, Encoding.VNI, Encoding.VIQR, Encoding.CP1258):
        assert isinstance(to_unicode(text, encoding), str)
    assert isinstance(to_unicode(text), str)
