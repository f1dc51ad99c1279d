"""A chart says the same in its table as in its drawing."""

from decimal import Decimal

import pytest

from kheo.foundation.charts import Chart, Kind, Point, Series, TooManyPoints, table


def chart(*points, unit="đơn", series="Đơn"):
    return Chart(Kind.BAR, "Đơn đã nhận", unit, (Series(series, points),), axis="Xã")


def test_numbers_are_said_the_vietnamese_way_with_what_they_count():
    told = chart(Point("A", Decimal("1190.0000")), Point("B", Decimal("0.5")))

    assert [told.told(point) for point in told.series[0].points] == ["1.190 đơn", "0,5 đơn"]


def test_percentages_carry_their_sign():
    shares = chart(Point("A", Decimal("96.4000")), unit="%")

    assert shares.told(shares.series[0].points[0]) == "96,4%"


def test_what_is_missing_is_said_and_never_zero():
    missing = chart(Point("A", None))

    assert missing.told(missing.series[0].points[0]) == "chưa có số liệu"
    assert missing.is_empty


def test_the_table_has_a_row_for_each_label_and_a_column_for_each_series():
    both = Chart(
        Kind.STACKED,
        "Đơn",
        "đơn",
        (
            Series("Đúng hạn", (Point("A", Decimal(3), "/a"), Point("B", Decimal(0)))),
            Series("Quá hạn", (Point("A", Decimal(1)),)),
        ),
        axis="Xã",
    )

    made = table(both)

    assert made.axis == "Xã"
    assert made.heads == ("Đúng hạn", "Quá hạn")
    assert [(label, [cell.text for cell in cells]) for label, cells in made.rows] == [
        ("A", ["3 đơn", "1 đơn"]),
        ("B", ["0 đơn", "–"]),
    ]
    assert made.rows[0][1][0].url == "/a"


def test_more_marks_than_anyone_reads_are_refused():
    with pytest.raises(TooManyPoints):
        chart(*(Point(str(number), Decimal(number)) for number in range(1201)))
