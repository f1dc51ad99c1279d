"""The sentences people read, word for word."""

import json
from datetime import date

import pytest

from kheo.foundation.clock import sentences
from kheo.foundation.clock.deadlines import Due, Extension, Suspension, due, latest_notice


def count(book, calendar, code, trigger, **more):
    return due(book.get(code, trigger), trigger, calendar, **more)


def test_the_sketch_of_the_tracking_page(book, calendar):
    """As drawn before 24/11 became a day off; the day on weak ground is left out."""
    counted = count(book, calendar.certain, "KNPA-LOCAL-01", date(2026, 11, 9))

    assert counted.on == date(2026, 11, 30)
    assert counted.explain() == [
        "15 ngày làm việc kể từ ngày sau ngày nhận (quy định của tỉnh, mã KNPA-LOCAL-01).",
        "Bắt đầu tính từ thứ Ba 10/11/2026.",
        "Không tính 3 lần thứ Bảy, Chủ nhật: 14–15, 21–22, 28–29/11.",
        "Không có ngày lễ trong khoảng này.",
    ]
    assert counted.explain("en") == [
        "15 working days from the day after receipt (rule of the province, code KNPA-LOCAL-01).",
        "Counting starts on Tuesday 10 Nov 2026.",
        "Saturdays and Sundays are not counted, 3 times: 14–15, 21–22, 28–29 Nov.",
        "There is no public holiday in between.",
    ]


def test_the_same_receipt_with_the_day_on_weak_ground(book, calendar):
    counted = count(book, calendar, "KNPA-LOCAL-01", date(2026, 11, 9))

    assert counted.on == date(2026, 12, 1)
    assert counted.explain()[3] == "Không tính 1 ngày lễ: 24/11 (Ngày Văn hóa Việt Nam)."
    assert counted.cautions() == [
        "Số ngày này chưa được kiểm chứng với văn bản gốc.",
        "Ngày nghỉ thứ Ba 24/11/2026 chưa có căn cứ chắc chắn.",
        "Nhắc trước từ thứ Hai 23/11/2026.",
    ]


def test_tet(book, calendar):
    counted = count(book, calendar, "TC-FWD-01", date(2026, 2, 12))

    assert counted.explain() == [
        "5 ngày làm việc kể từ ngày sau ngày nhận tố cáo"
        " (Luật Tố cáo 25/2018/QH14, Điều 24 khoản 2, mã TC-FWD-01).",
        "Bắt đầu tính từ thứ Sáu 13/02/2026.",
        "Không tính 2 lần thứ Bảy, Chủ nhật: 14–15, 21–22/02.",
        "Không tính 5 ngày lễ: 16/02 (Giao thừa Tết Nguyên Đán), 17/02 (Tết Nguyên Đán),"
        " 18/02 (Mùng hai Tết Nguyên Đán), 19/02 (Mùng ba Tết Nguyên Đán),"
        " 20/02 (Mùng bốn Tết Nguyên Đán).",
    ]


def test_swapped_days(book, calendar):
    counted = count(book, calendar, "TC-FWD-01", date(2025, 12, 31))
    september = count(book, calendar, "TCD-PARTY-NTF", date(2026, 8, 21))

    assert counted.explain()[1:] == [
        "Bắt đầu tính từ thứ Hai 05/01/2026.",
        "Không tính 1 lần thứ Bảy, Chủ nhật: 03–04/01.",
        "Không tính 1 ngày lễ: 01/01 (Tết Dương lịch).",
        "Không tính ngày nghỉ hoán đổi: 02/01 (nghỉ hoán đổi dịp Tết Dương lịch).",
    ]
    assert september.explain()[1:] == [
        "Bắt đầu tính từ thứ Bảy 22/08/2026.",
        "Không tính 3 lần thứ Bảy, Chủ nhật: 23, 29–30/08, 05–06/09.",
        "Không tính 2 ngày lễ: 01/09 (Quốc khánh), 02/09 (Quốc khánh).",
        "Không tính ngày nghỉ hoán đổi: 31/08 (nghỉ hoán đổi dịp Quốc khánh).",
        "Tính cả ngày làm bù: thứ Bảy 22/08/2026.",
    ]


def test_calendar_days_that_end_in_tet(book, calendar):
    counted = count(book, calendar, "XLD-PROC-01", date(2026, 2, 6))

    assert counted.explain()[1:] == [
        "Bắt đầu tính từ thứ Bảy 07/02/2026.",
        "Tính cả thứ Bảy, Chủ nhật và ngày lễ.",
        "Ngày cuối là 16/02/2026 (Giao thừa Tết Nguyên Đán) nên chuyển sang thứ Hai 23/02/2026.",
    ]
    assert counted.explain("en")[3] == (
        "The last day is 16 Feb 2026 (Lunar New Year's Eve), so it moves to Monday 23 Feb 2026."
    )


def test_an_extension_and_suspensions(book, calendar):
    counted = count(
        book,
        calendar,
        "KN-L1-RES",
        date(2026, 3, 2),
        extensions=[Extension("complex", 15, "calendar_day", "QĐ 12/QĐ-UBND")],
        suspensions=[
            Suspension(date(2026, 3, 10), date(2026, 3, 15), "chờ giám định", "QĐ 13/QĐ-UBND"),
            Suspension(date(2026, 4, 1), None, "chờ tòa án"),
        ],
    )

    assert counted.explain()[0].startswith("30 ngày kể từ ngày sau ngày thụ lý (")
    assert counted.explain()[3:] == [
        "Gia hạn thêm 15 ngày vì vụ việc phức tạp (QĐ 12/QĐ-UBND).",
        "Tạm dừng từ 10/03/2026 đến hết 14/03/2026: chờ giám định (QĐ 13/QĐ-UBND).",
        "Đang tạm dừng từ 01/04/2026: chờ tòa án. Hạn sẽ dời theo thời gian tạm dừng.",
        "Thời gian tạm dừng dời hạn thêm 5 ngày.",
    ]


def test_notices(book, calendar):
    event = date(2026, 2, 24)
    working = latest_notice(book.get("TCD-SCH-01", event), event, calendar)
    plain = latest_notice(book.get("DTH-NTC-01", event), event, calendar)

    assert working.explain()[:3] == [
        "Chậm nhất 5 ngày làm việc trước ngày tiếp công dân"
        " (Luật Tiếp công dân 42/2013/QH13, Điều 24, mã TCD-SCH-01).",
        "Tính lùi từ thứ Ba 24/02/2026.",
        "Không tính 2 lần thứ Bảy, Chủ nhật: 14–15, 21–22/02.",
    ]
    assert plain.explain()[1:] == [
        "Tính lùi từ thứ Ba 24/02/2026.",
        "Ngày đó là 17/02/2026 (Tết Nguyên Đán) nên phải sớm hơn: thứ Sáu 13/02/2026.",
    ]


def test_periods(book, calendar):
    day = date(2026, 11, 9)

    assert count(book, calendar, "TCD-FRQ-XA", day).explain() == [
        "Ít nhất 2 lần từ 01/11/2026 đến 30/11/2026"
        " (Luật Tiếp công dân, Điều 15 sửa bởi Luật 136/2025/QH15, Điều 1, mã TCD-FRQ-XA)."
    ]
    assert count(book, calendar, "BC-TCD-Q1", day).explain("vi") == [
        "Kỳ báo cáo từ 15/12/2026 đến 14/03/2027 (Thông tư 01/2024/TT-TTCP, Điều 7, mã BC-TCD-Q1)."
    ]


@pytest.mark.parametrize(
    ("pairs", "vi", "en"),
    [
        ([(date(2026, 11, 14), date(2026, 11, 15))], "14–15/11", "14–15 Nov"),
        ([(date(2026, 2, 28), date(2026, 3, 1))], "28/02–01/03", "28 Feb–1 Mar"),
        (
            [
                (date(2026, 11, 28), date(2026, 11, 29)),
                (date(2026, 12, 5), date(2026, 12, 6)),
                (date(2026, 12, 13), date(2026, 12, 13)),
            ],
            "28–29/11, 05–06, 13/12",
            "28–29 Nov, 5–6, 13 Dec",
        ),
        (
            [
                (date(2026, 12, 26), date(2026, 12, 27)),
                (date(2027, 1, 2), date(2027, 1, 3)),
            ],
            "26–27/12/2026, 02–03/01/2027",
            "26–27 Dec 2026, 2–3 Jan 2027",
        ),
    ],
)
def test_runs_of_days_name_each_month_once(pairs, vi, en):
    assert sentences.ranges(pairs, "vi") == vi
    assert sentences.ranges(pairs, "en") == en


def test_every_sentence_has_both_languages_with_the_same_values():
    fields = sentences.fields_of

    assert [key for key, (vi, en) in sentences.TABLE.items() if fields(vi) != fields(en)] == []


def test_a_stored_date_explains_itself_without_the_rule(book, calendar):
    counted = count(
        book,
        calendar,
        "TC-RES-01",
        date(2026, 2, 9),
        extensions=[Extension("complex", 10, "calendar_day", "QĐ 1", "nhiều người")],
        suspensions=[Suspension(date(2026, 2, 20), None, "chờ")],
    )

    again = Due.from_json(json.loads(json.dumps(counted.to_json())))

    assert again == counted
    assert again.explain() == counted.explain()
    assert again.cautions("en") == counted.cautions("en")
