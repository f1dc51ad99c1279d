"""A report is words and figures; what is missing or wrong is said."""

from datetime import date
from decimal import Decimal

import pytest

from kheo.insight.checks.queries import Verdict
from kheo.insight.reports import blocks, services
from kheo.insight.reports.blocks import Paragraph
from kheo.insight.reports.definitions import all_reports
from kheo.insight.reports.services import UnknownProvince
from kheo.insight.returns.models import Cell
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

REPORT = all_reports()["nghi-quyet-25"]


def build(unit, *, since=REPORT.since, until=REPORT.until):
    return services.build(report=REPORT, unit=unit, since=since, until=until, now=MONDAY)


def text_of(built):
    paragraphs = (one for one in blocks.read(built.word).blocks if isinstance(one, Paragraph))
    return "\n".join(one.text for one in paragraphs)


def test_the_report_contains_every_figure_of_son_la_and_each_opens_its_cell(son_la):
    built = build(son_la)

    keys = [figure.cell.key for figure in built.figures]
    assert sorted(keys) == sorted(
        Cell.objects.filter(origin__unit=son_la).values_list("key", flat=True)
    )
    assert len(keys) == 48
    assert all(figure.url == f"/so-lieu/o/{figure.cell.pk}/" for figure in built.figures)


def test_building_takes_one_query(son_la, django_assert_num_queries):
    with django_assert_num_queries(1):
        build(son_la)


def test_numbers_stand_in_the_text_as_offices_write_them(son_la):
    text = text_of(build(son_la))

    assert "tại 2.220/2.303 bản, tiểu khu, tổ dân phố, đạt 96,4%." in text
    assert "gồm: 09 nghị quyết, 15 chỉ thị" in text
    assert "Từ tháng 6/2013 đến tháng 12/2023, Tỉnh ủy đã tổ chức 33 hội nghị" in text


def test_the_check_finds_the_one_sum_that_is_wrong_and_nothing_else(son_la):
    built = build(son_la)

    assert [check.finding.arithmetic for check in built.wrong] == ["1.191 ≠ 8 + 156 + 947 = 1.111"]
    assert [figure.cell.key for figure in built.wrong[0].figures] == [
        "sl24",
        "sl25",
        "sl26",
        "sl27",
    ]
    assert [check.finding.arithmetic for check in built.right] == [
        "351 = 9 + 15 + 20 + 1 + 2 + 66 + 104 + 60 + 40 + 1 + 33",
        "96,4% = 2.220 / 2.303 × 100",
        "2.685 = 46 + 564 + 2.075",
        "2.670 = 227 + 2.443",
        "1.683 = 1.022 + 661",
    ]
    assert built.untold == []


def test_figures_of_a_wrong_sum_are_marked_and_others_are_not(son_la):
    doubtful = [figure.cell.key for figure in build(son_la).figures if figure.is_doubtful]

    assert sorted(doubtful) == ["sl24", "sl25", "sl26", "sl27"]


def test_a_missing_figure_is_marked_and_never_zero(son_la):
    Cell.objects.get(key="sl26").delete()

    built = build(son_la)

    assert [figure.text for figure in built.missing] == ["[chưa có số liệu]"]
    assert "cấp huyện [chưa có số liệu], cấp xã 947" in text_of(built)
    assert built.wrong == []
    assert [check.finding.verdict for check in built.untold] == [Verdict.CANNOT_TELL]


def test_a_province_without_returns_has_a_report_without_numbers(db):
    built = build(factories.unit("Lai Châu", level="province", code="12"))

    assert len(built.missing) == 48
    assert built.checks == []
    assert built.title == "10 năm thực hiện Nghị quyết 25-NQ/TW tại Lai Châu"


def test_another_provinces_figures_are_not_taken(son_la):
    other = factories.unit("Lai Châu", level="province", code="12")

    assert len(build(other).missing) == 48


def test_a_shorter_period_takes_only_what_lies_within_it(son_la):
    built = build(son_la, since=date(2016, 1, 1), until=date(2020, 12, 1))

    present = [figure.cell.key for figure in built.figures if figure.cell]
    assert present == ["sl40", "sl44", "sl45", "sl46", "sl47", "sl48"]


def test_the_later_return_wins_where_two_report_the_same(son_la):
    old = Cell.objects.select_related("origin").get(key="sl40")
    later = old.origin
    later.pk, later.source_key, later.period_end = None, "later", date(2021, 12, 31)
    later.save()
    Cell.objects.create(origin=later, indicator=old.indicator, level=old.level, value=Decimal(3000))

    assert "duy trì 3.000 mô hình" in text_of(build(son_la))


@pytest.mark.parametrize(
    ("value", "is_percent", "written"),
    [
        ("8.0000", False, "08"),
        ("0.0000", False, "0"),
        ("10.0000", False, "10"),
        ("1190.0000", False, "1.190"),
        ("96.4000", True, "96,4%"),
        ("100.0000", True, "100%"),
        ("0.5000", False, "0,5"),
    ],
)
def test_official_writing(value, is_percent, written):
    assert services.official(Decimal(value), is_percent=is_percent) == written


def test_periods_are_said_in_words(son_la):
    periods = {figure.cell.key: figure.period for figure in build(son_la).figures}

    assert periods["sl01"] == "6/2013–12/2023"
    assert periods["sl17"] == "31/12/2023"
    assert periods["sl40"] == "giai đoạn 2016–2020"
    assert periods["sl44"] == "năm 2020"


def test_an_unknown_province_is_named(db, tmp_path):
    with pytest.raises(UnknownProvince, match="99"):
        services.write_word(
            province="99", since=REPORT.since, until=REPORT.until, path=tmp_path / "x.docx"
        )

    assert not (tmp_path / "x.docx").exists()
