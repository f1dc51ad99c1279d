"""What tells who somebody is gets marked; places, bodies, sums and streets do not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.documents import redaction
from kheo.foundation.documents.redaction import Kind, Span, Style, Why
from kheo.foundation.vietnamese import text as vietnamese

# (sentence, what must be marked as sure)
SURE = [
    ("Gọi 0912345678 nhé", ["0912345678"]),
    ("Gọi 0912.345.678 nhé", ["0912.345.678"]),
    ("Gọi 0912 345 678 nhé", ["0912 345 678"]),
    ("Gọi 09 12 34 56 78 nhé", ["09 12 34 56 78"]),
    ("Gọi 0912-345-678.", ["0912-345-678"]),
    ("Máy +84 912 345 678.", ["+84 912 345 678"]),
    ("Máy +84 (0)912 345 678.", ["+84 (0)912 345 678"]),
    ("Máy 0084912345678.", ["0084912345678"]),
    ("Máy 84912345678", ["84912345678"]),
    ("Máy O912 345 678", ["O912 345 678"]),
    ("Máy cũ 01234567890", ["01234567890"]),
    ("sdt0912345678", ["0912345678"]),
    ("Số 0 9 1 2 3 4 5 6 7 8", ["0 9 1 2 3 4 5 6 7 8"]),
    (
        "Gọi không chín một hai ba bốn năm sáu bảy tám",
        ["không chín một hai ba bốn năm sáu bảy tám"],
    ),
    ("Điện thoại nhà: 02123852123", ["02123852123"]),
    ("Thư inh.tong75@gmail.com ạ", ["inh.tong75@gmail.com"]),
    ("Thư inh75 [at] gmail.com ạ", ["inh75 [at] gmail.com"]),
    ("Số 014075001234 của tôi", ["014075001234"]),
    ("CCCD: 014 075 001 234", ["014 075 001 234"]),
    ("CMND số 050123456 cấp năm 2009", ["050123456"]),
    ("hộ chiếu B1234567", ["B1234567"]),
    ("sổ hộ khẩu số 140123456", ["140123456"]),
    ("STK 1903 4567 8901 ngân hàng", ["1903 4567 8901"]),
    ("chuyển vào tài khoản: 19034567890123", ["19034567890123"]),
    ("Xe 26B1-234.56 đỗ", ["26B1-234.56"]),
    ("biển số 29h 12345 chạy", ["29h 12345"]),
    ("ở 21.32801, 103.91413 có hố", ["21.32801, 103.91413"]),
    ("sinh ngày 02/03/1975", ["02/03/1975"]),
    ("sinh ngày 2 tháng 3 năm 1975", ["2 tháng 3 năm 1975"]),
    ("Xem facebook.com/tong.inh.75 đi", ["facebook.com/tong.inh.75"]),
    ("Mở https://zalo.me/0912345678 nhé", ["https://zalo.me/0912345678"]),
    ("https://vi.du/don?khoa=abcdef", ["https://vi.du/don?khoa=abcdef"]),
    ("Nhà tôi ở số nhà 12, ngõ 5 đường Tô Hiệu.", ["số nhà 12, ngõ 5 đường Tô Hiệu"]),
    ("Tôi trú tại bản Nà Tâu, xã Ngọc Chiến.", ["bản Nà Tâu, xã Ngọc Chiến"]),
    ("Nhà ông Lò Văn Ba đổ rác", ["Lò Văn Ba"]),
    ("NHÀ ÔNG LÒ VĂN BA, ĐỔ RÁC", ["LÒ VĂN BA"]),
    ("nhà ông lò văn ba đổ rác", ["lò văn ba"]),
    ("chị Giàng Thị Sua kể", ["Giàng Thị Sua"]),
    ("hộ bà Quàng Thị Én và hộ ông Vừ A Dế", ["Quàng Thị Én", "Vừ A Dế"]),
    ("anh Thào A Chứ", ["Thào A Chứ"]),
]

NOTHING = [
    "UBND xã Mường La và Ủy ban nhân dân tỉnh Sơn La họp ngày 12/3/2026.",
    "Đường Nguyễn Văn Linh ngập, trường THPT Tô Hiệu nghỉ học.",
    "Trường Tiểu học Trần Thị Lý thiếu nước.",
    "Tư tưởng Hồ Chí Minh, thành phố Hồ Chí Minh, Bác Hồ.",
    "Nghị quyết số 25-NQ/TW, Nghị định 30/2020/NĐ-CP, Quyết định 1234/QĐ-UBND.",
    "Kinh phí 1.234.567.890 đồng, thu 84.912.345.678 đồng.",
    "Cả nước có 8.912.345 người tham gia BHYT, đạt 90,5%.",
    "Đường dây nóng 1900 1234, gọi 113 hoặc 115.",
    "Mai Sơn, Vân Hồ, Lai Châu, Cao Bằng mưa to.",
    "Đoàn Thanh niên và Ban Dân vận Trung ương phát động.",
    "Học sinh năm 2015 và vệ sinh năm 2016, phát sinh 02/03/2017.",
    "Thường trực HĐND họp; địa chỉ kiến nghị gửi tới Quốc hội.",
    "Anh hùng Lao động, Bà Rịa - Vũng Tàu, huyện Bố Trạch.",
    "Bản Nà Tâu có 120 hộ, thôn 3 có 45 hộ.",
    "Dịp Tết Đinh Dậu có nhập thép Hàn Quốc.",
    "Tọa đàm lúc 21.30, điểm 9,5; mã hồ sơ nộp trong 10 ngày.",
    "lo thi công kịp tiến độ, vì vấn đề đô thị hóa",
    "ông A, bà B và anh Nguyễn Văn A",
]


def marked(text, known=(), *, sure=True):
    return [span.of(text) for span in redaction.suggest(text, known) if span.is_sure or not sure]


@pytest.mark.parametrize(("text", "found"), SURE, ids=[text for text, _found in SURE])
def test_it_is_found(text, found):
    assert marked(text) == found


@pytest.mark.parametrize("text", NOTHING)
def test_it_is_left_alone(text):
    assert marked(text, sure=False) == []


@pytest.mark.parametrize("text", [text for text, _found in SURE])
def test_both_ways_to_write_letters_give_the_same_marks(text):
    loose = unicodedata.normalize("NFD", text)

    assert [vietnamese.nfc(one) for one in marked(loose)] == marked(text)


KNOWN = "Tòng Văn Inh"
SPELLINGS = [
    "Tòng Văn Inh", "TÒNG VĂN INH", "tòng văn inh", "Tong Van Inh", "tongvaninh", "Tòng  Văn\nInh",
    "Inh Tòng Văn", "Tòng Inh", "Văn Inh", "T.V.Inh", "T. V. Inh", "ông Tòng Văn Inh",
    "Tòng-Văn-Inh",
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_who_is_known_is_found_in_every_spelling(spelling, form):
    text = unicodedata.normalize(form, f"Tôi, {spelling}, xin trình bày.")

    published = redaction.redact(text, [KNOWN])

    assert "inh," not in vietnamese.fold(published)
    assert "[tên người]" in published


@pytest.mark.parametrize("called", ["anh Inh", "Ông Inh", "bác Inh", "chị Inh"])
def test_a_known_person_is_found_by_the_given_name(called):
    assert marked(f"Hôm qua {called} sang.", [KNOWN]) == ["Inh"]


def test_a_given_name_alone_is_only_suggested():
    text = "Hôm qua Inh sang."

    assert marked(text, [KNOWN]) == []
    assert marked(text, [KNOWN], sure=False) == ["Inh"]


def test_a_common_word_that_is_also_a_name_stays():
    assert marked("Nước Việt Nam; năm nay mưa.", ["Lò Văn Nam"], sure=False) == []


def test_known_numbers_are_found_however_they_are_grouped():
    known = ["0912345678", "inh@vi.du", "050123456"]

    assert marked("Gọi 0912 345-678, INH@VI.DU, giấy 050 123 456", known) == [
        "0912 345-678", "INH@VI.DU", "050 123 456",
    ]  # fmt: skip


def test_several_known_people_in_one_line_are_all_found():
    text = "Đơn của Lò Thị Mai và Hà Văn Toàn."

    assert marked(text, ["Bà Lò Thị Mai và ông Hà Văn Toàn"]) == ["Lò Thị Mai", "Hà Văn Toàn"]


def test_who_bears_a_title_is_suggested_with_the_reason_to_keep():
    text = "Chủ tịch UBND xã Lò Thị Mai trả lời; ông Hà Văn Toàn, Bí thư Đảng ủy, dự."

    spans = redaction.suggest(text)

    assert [(span.of(text), span.why, span.is_sure) for span in spans] == [
        ("Lò Thị Mai", Why.OFFICIAL, False),
        ("Hà Văn Toàn", Why.OFFICIAL, False),
    ]


def test_a_village_beside_a_name_is_suggested():
    assert "bản Phặng" in marked("Nhà ông Lò Văn Ba, bản Phặng, xả nước.", sure=False)


def test_a_year_of_birth_tells_somebody_only_beside_a_name():
    assert marked("Ông Lò Văn Ba, sinh năm 1975.") == ["Lò Văn Ba", "1975"]
    assert marked("Nhóm sinh năm 1975 được mời.") == []


def test_a_gap_says_what_was_there():
    text = "Ông Lò Văn Ba, số 0912 345 678"

    assert redaction.redact(text) == "Ông [tên người], số [số điện thoại]"
    assert redaction.redact(text, style=Style.BLOCKS) == "Ông █████, số █████"


def test_marks_that_overlap_become_one():
    spans = [Span(0, 5, Kind.NAME, is_sure=False), Span(3, 9, Kind.PHONE), Span(20, 22, Kind.EMAIL)]

    assert redaction.join(spans) == [
        Span(0, 9, Kind.PHONE, is_sure=True),
        Span(20, 22, Kind.EMAIL),
    ]


def test_a_mark_beyond_the_text_is_an_error():
    with pytest.raises(ValueError, match="Span"):
        redaction.apply("ngắn", [Span(0, 99, Kind.NAME)])


def test_a_page_can_show_the_marks_in_the_text():
    text = "Gọi 0912345678 nhé"

    pieces = redaction.mark(text, redaction.suggest(text))

    assert "".join(piece.text for piece in pieces) == text
    assert [piece.label for piece in pieces] == ["", "Số điện thoại", ""]
    assert pieces[1].is_sure


FILLERS = [
    "đường sạt",
    "xin",
    "cháu nhà",
    "Kính gửi UBND xã Mường La.",
    "12/3",
    "và",
    "\n",
    "(",
    ")",
]
names = st.sampled_from(SPELLINGS)
phones = st.sampled_from(["0912345678", "0912 345 678", "+84 912.345.678"])
pieces = st.lists(st.one_of(st.sampled_from(FILLERS), names, phones), max_size=12)


@given(pieces, st.sampled_from(["NFC", "NFD"]))
def test_no_known_name_and_number_is_ever_left(parts, form):
    text = unicodedata.normalize(form, " ; ".join(parts))

    published = redaction.redact(text, [KNOWN, "0912345678"])

    folded = vietnamese.fold(published)
    assert "inh" not in folded.replace("kinh", "")
    assert "345" not in folded
    assert redaction.left(published, [KNOWN, "0912345678"]) == []


@given(pieces)
def test_taking_out_twice_changes_nothing(parts):
    once = redaction.redact(" ; ".join(parts), [KNOWN])

    assert redaction.redact(once, [KNOWN]) == once


@given(st.text(max_size=300))
def test_any_text_is_cut_at_its_own_letters(text):
    spans = redaction.suggest(text, [KNOWN])

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
    assert "".join(piece.text for piece in redaction.mark(text, spans)) == text
