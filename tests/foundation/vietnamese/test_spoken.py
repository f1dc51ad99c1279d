"""A notice read aloud: every number, date, sign and abbreviation is said in words."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kheo.foundation.vietnamese import spoken
from kheo.foundation.vietnamese.spoken import count

NAMES = "không một hai ba bốn năm sáu bảy tám chín"
UNITS = {name: value for value, name in enumerate(NAMES.split())}
UNITS |= {"mốt": 1, "tư": 4, "lăm": 5}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (110, "một trăm mười"),
        (1005, "một nghìn không trăm linh năm"),
        (1683, "một nghìn sáu trăm tám mươi ba"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (10_000, "mười nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"),
        (2_000_000_000, "hai tỷ"),
        (566_384_000_000, "năm trăm sáu mươi sáu tỷ ba trăm tám mươi tư triệu"),
        (10**12, "một nghìn tỷ"),
        (-3, "âm ba"),
    ],
)
def test_whole_numbers(number, said):
    assert count(number) == said


def heard(said: str) -> int:
    """Understand a spoken number, as a listener would."""
    if " tỷ" in said:
        billions, _tỷ, rest = said.rpartition(" tỷ")
        return heard(billions) * 10**9 + (heard(rest.strip()) if rest.strip() else 0)
    total = 0
    for name, scale in (("triệu", 10**6), ("nghìn", 1000)):
        if name in said.split():
            head, _name, said = said.partition(f" {name}")
            total += heard_group(head) * scale
    return total + (heard_group(said) if said.strip() else 0)


def heard_group(said: str) -> int:
    words, total = [word for word in said.split() if word != "linh"], 0
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        if word == "mười":
            total += 10
        elif word in UNITS:
            total += UNITS[word] * {"trăm": 100, "mươi": 10}.get(after, 1)
    return total


@given(st.integers(0, 10**18 - 1))
@example(10**12 + 1)
@example(100_000_010)
def test_every_spoken_number_is_understood_again(number):
    assert heard(count(number)) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.683 hộ", "một nghìn sáu trăm tám mươi ba hộ"),
        ("96,4 %", "chín mươi sáu phẩy bốn phần trăm"),
        ("3,05%", "ba phẩy không năm phần trăm"),
        ("0,125", "không phẩy một hai năm"),
        ("Ngày 30/11/2026", "ngày ba mươi tháng mười một năm hai nghìn không trăm hai mươi sáu"),
        ("01/4/2026", "ngày một tháng tư năm hai nghìn không trăm hai mươi sáu"),
        ("từ ngày 5/6 đến ngày 7/6", "từ ngày năm tháng sáu đến ngày bảy tháng sáu"),
        ("tháng 02/2027", "tháng hai năm hai nghìn không trăm hai mươi bảy"),
        ("quý I/2026", "quý một năm hai nghìn không trăm hai mươi sáu"),
        ("8h30", "tám giờ ba mươi phút"),
        ("07 giờ 05 phút", "bảy giờ năm phút"),
        ("14:00", "mười bốn giờ"),
        ("17h", "mười bảy giờ"),
        ("UBND xã", "Ủy ban nhân dân xã"),
        ("KT-XH", "kinh tế - xã hội"),
        ("Kế hoạch số 15/KH-UBND", "Kế hoạch số mười lăm, kế hoạch, Ủy ban nhân dân"),
        ("16-CTr/TU", "mười sáu, chương trình, Tỉnh ủy"),
        (
            "Luật 10/2022/QH15",
            "Luật mười, năm hai nghìn không trăm hai mươi hai, Quốc hội khóa mười lăm",
        ),
        ("12 km², 3 ha, 5kg", "mười hai ki-lô-mét vuông, ba héc-ta, năm ki-lô-gam"),
        ("50.000 đồng/người", "năm mươi nghìn đồng mỗi người"),
        ("250.000đ", "hai trăm năm mươi nghìn đồng"),
        ("gọi 0912 345 678", "gọi không chín một hai ba bốn năm sáu bảy tám"),
        ("khóa XIII, lần thứ IV", "khóa mười ba, lần thứ tư"),
        ("quý II, hội nghị lần thứ nhất", "quý hai, hội nghị lần thứ nhất"),
        ("lần thứ 1", "lần thứ nhất"),
        ("giai đoạn 2021-2025", "giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn "
         "không trăm hai mươi lăm"),
        ("14/75 xã", "mười bốn trên bảy mươi lăm xã"),
        ("01 hộ", "một hộ"),
        ("-3 độ", "âm ba độ"),
        ("QL6", "quốc lộ sáu"),
        ("số XKLĐ", "số ích ca lờ đê"),
        ("THÔNG BÁO", "THÔNG BÁO"),
        ("TP. Sơn La", "thành phố Sơn La"),
        ("v/v chi trả", "về việc chi trả"),
        ("Xem https://xa.vn/cong-khai/t/7.", "Xem trang thông tin điện tử của địa phương."),
        ("bản Nà Tâu & bản Lướt", "bản Nà Tâu và bản Lướt"),
        ("¼ số hộ", "¼ số hộ"),
    ],
)  # fmt: skip
def test_running_text(text, said):
    assert spoken.spoken(text) == said


def test_lines_stay_lines():
    assert spoken.spoken("Ngày 1/2/2026\n\n2 hộ") == (
        "ngày một tháng hai năm hai nghìn không trăm hai mươi sáu\n\nhai hộ"
    )


def test_a_number_too_long_to_be_one_is_said_digit_by_digit():
    assert spoken.spoken("1" * 20) == " ".join(["một"] * 20)


PIECES = (
    "1.683 96,4% 30/11/2026 8h30 15/KH-UBND QH15 quý III km² 5m2 0912345678 2021–2025 UBND HĐND "
    "XIV thứ IV đồng/tháng 1/2 tháng 4 ngày 5/6 12/TB xã Nà-Tâu 7.5.3 1,2,3 x² A1B2 3-4-5 ≥ & TP. "
    "KT. https://a.vn/1 a1@b.vn 1.000.000đ 0,05 -7 (12) ٣ ２ không"
)
PIECE = st.sampled_from(PIECES.split())


@given(st.lists(st.one_of(PIECE, st.text(max_size=6)), max_size=12).map(" ".join))
def test_no_digit_is_left_and_it_says_itself_again(text):
    once = spoken.spoken(text)

    assert not re.search(r"[\d²³]", once)
    assert spoken.spoken(once) == once


def test_how_long_it_takes_is_counted_by_syllables():
    assert spoken.syllables("ba ki-lô-mét vuông.") == 5
    assert spoken.seconds("một hai ba", per_minute=180) == 1
    assert spoken.seconds("", per_minute=180) == 0
    assert spoken.seconds("bà con " * 85) == 60
    assert spoken.pace() == 170
