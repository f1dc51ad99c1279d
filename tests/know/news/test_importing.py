"""A printed page is read into the parts of an article, whatever stands around it."""

import unicodedata
from datetime import date, time

import pytest

from kheo.foundation.vietnamese.text import clean
from kheo.know.news import importing, services
from kheo.know.news.importing import Omitted, Part, read

SEEDS = sorted((services.HERE / "seeds").glob("*.txt"))
SENTENCE = "Bà con trong bản cùng nhau mở rộng con đường."


def facts(number: int) -> tuple:
    it = read(SEEDS[number].read_text("utf-8"))
    return (
        it.headline, it.series, it.published_on, it.published_time, it.author, it.source,
        it.source_date,
    )  # fmt: skip


def photos(number: int) -> list[Part]:
    return [p for p in read(SEEDS[number].read_text("utf-8")).body if p.kind == "photo"]


def omitted(number: int) -> list[str]:
    return [line.text for line in read(SEEDS[number].read_text("utf-8")).omitted]


def test_seed_000_has_its_author_and_its_photo_with_credit():
    assert facts(0) == (
        "Tập trung làm tốt công tác dân vận", "", None, None, "Ngọc Thuấn", "", None,
    )  # fmt: skip
    assert photos(0) == [
        Part(
            "photo",
            "Lãnh đạo xã Ngọc Chiến, huyện Mường La tham gia cùng nhân dân mở rộng đường giao "
            "thông nội bản.",
            "PV",
        )
    ]
    assert omitted(0) == [
        "Tin liên quan", "BÌNH LUẬN", "Bạn còn 500/500 ký tự",
        "Bạn vui lòng nhập từ 5 ký tự trở lên !!!", "Tin mới",
    ]  # fmt: skip


def test_seed_001_is_dated_by_its_source_and_not_by_the_day_it_was_looked_at():
    assert facts(1) == (
        "'Dân vận khéo' là nhiệm vụ thường xuyên của cả hệ thống chính trị",
        "", None, None, "", "baohatinh.vn", date(2018, 3, 6),
    )  # fmt: skip
    assert photos(1) == [Part("photo", "Quang cảnh hội nghị")]
    assert omitted(1) == [
        "Thứ Bảy, 4/1/2025", "Gửi cho bạn bè", "Phản hồi", "Thông tin người gửi phản hồi",
        "Xem nhiều nhất",
    ]  # fmt: skip


def test_seed_002_keeps_its_series_its_minute_and_one_of_two_equal_captions():
    assert facts(2) == (
        "Phát huy vai trò gương mẫu của người đứng đầu trong thực hiện dân chủ cơ sở",
        "Học và làm theo Bác", date(2024, 4, 15), time(14, 15), "", "Theo TTXVN", None,
    )  # fmt: skip
    caption = (
        "Ông Trần Quốc Khởi – Phó Bí thư Thường trực Thành Uỷ Vị Thanh ( đứng) lưu ý các nhiệm "
        "vụ trọng tâm của công tác Dân vận và Quy chế dân chủ trong những tháng cuối năm 2022"
    )
    assert photos(2) == [Part("photo", caption)]
    assert omitted(2) == [
        "Thứ Hai, 17/6/2024", "Phản hồi", "Các tin khác", "Thư viện ảnh", "Liên kết website",
        "Mới nhất", caption,
    ]  # fmt: skip


def test_seed_003_says_its_headline_once_and_knows_its_day():
    headline = "Thực hiện “Năm dân vận khéo” 2020"
    assert facts(3) == (
        headline, "Hoạt động lãnh đạo UBND Tỉnh", date(2020, 4, 10), None, "Thủy Loan", "", None,
    )  # fmt: skip
    assert photos(3) == []
    assert omitted(3) == [
        "Thống kê truy cập", "Đang truy cập:", "Hôm nay:", "Tháng hiện tại:", "Tổng:", headline,
    ]  # fmt: skip


def test_seed_004_has_no_headline_of_its_own():
    assert facts(4) == ("", "", None, None, "", "", None)
    assert photos(4) == [Part("photo", 'Hội thi "Dân vận khéo" Tỉnh Sơn La lần thứ III, năm 2022')]
    assert omitted(4) == ["|"]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_no_line_of_a_seed_is_lost(seed):
    text = clean(seed.read_text("utf-8"))
    it = read(text)

    kept = " ".join(
        [it.headline, it.series, it.author, it.source, *(f"{p.text} {p.credit}" for p in it.body)]
    )
    out = {line.text for line in it.omitted}
    lines = {line.strip() for line in text.splitlines() if line.strip()} - out
    assert [line for line in lines if line not in kept and not is_told_otherwise(line)] == []


def is_told_otherwise(line: str) -> bool:
    """These lines became a date, a source or a credit."""
    return line in {
        "Ảnh: PV",
        "Nguồn: baohatinh.vn, ngày 6/3/2018",
        "Thứ Hai, 15/4/2024 14:15'(GMT+7)",
        "Thực hiện “Năm dân vận khéo” 2020 (10/04/2020)",
        'Hội thi "Dân vận khéo" Tỉnh Sơn La lần thứ III, năm 2022 |',
    }


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\x00", "Tin liên quan\nBÌNH LUẬN", "|"])
def test_a_page_without_an_article_is_refused(text):
    with pytest.raises(importing.NothingToRead):
        read(text)


def test_loose_marks_read_like_composed_ones():
    text = f"Mở đường\nẢnh: PV\n{SENTENCE}\nThủy Loan\nPhản hồi"

    assert read(unicodedata.normalize("NFD", text)) == read(text)


def test_a_day_that_is_not_in_the_calendar_stays_as_it_was_written():
    it = read(f"Mở đường (31/02/2020)\n{SENTENCE}")

    assert (it.headline, it.published_on) == ("Mở đường (31/02/2020)", None)


def test_a_second_source_belongs_to_the_text():
    it = read(f"Mở đường\n{SENTENCE}\nTheo TTXVN\nNguồn: Báo Sơn La, ngày 6/3/2018")

    assert it.source == "Theo TTXVN"
    assert it.body == (
        Part("paragraph", SENTENCE),
        Part("heading", "Nguồn: Báo Sơn La, ngày 6/3/2018"),
    )


def test_a_title_between_paragraphs_is_a_heading():
    it = read(f"Mở đường\n{SENTENCE}\nBước tiếp theo\n{SENTENCE}")

    assert [part.kind for part in it.body] == ["paragraph", "heading", "paragraph"]


def test_what_is_left_out_says_why():
    it = read(f"Mở đường\n{SENTENCE}\nPhản hồi")

    assert it.omitted == (Omitted("Phản hồi", "Ô gửi bài, gửi phản hồi của trang cũ"),)


def test_markup_is_text():
    it = read(f"Mở đường\n<script>alert(1)</script> {SENTENCE}")

    assert it.body == (Part("paragraph", f"<script>alert(1)</script> {SENTENCE}"),)
