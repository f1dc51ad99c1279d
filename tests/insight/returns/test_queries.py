"""Reported figures are found by unit and period, and shown in the words of their source."""

from datetime import date
from decimal import Decimal

import pytest

from kheo.foundation.figures.indicators import Scope
from kheo.insight.returns import queries
from kheo.insight.returns.models import Cell, Return
from kheo.insight.returns.queries import Piece
from tests import factories

TEN_YEARS = {"since": date(2013, 6, 1), "until": date(2023, 12, 31)}


def test_only_the_units_own_figures_within_the_period_are_listed(son_la):
    cells = queries.submitted(unit=son_la, since=date(2016, 1, 1), until=date(2020, 12, 31))

    assert sorted(cell.key for cell in cells) == ["sl40", "sl44", "sl45", "sl46", "sl47", "sl48"]


def test_a_draft_is_not_a_figure_yet(son_la):
    Return.objects.update(state=Return.State.DRAFT)

    assert not queries.submitted(unit=son_la, **TEN_YEARS).exists()


def test_a_quotation_is_marked_where_it_prints_the_number():
    cell = Cell(value=Decimal("96.4000"), quote="tại 2.220/2.303 bản, đạt 96,4%")

    assert queries.quotation(cell) == [
        Piece("tại 2.220/2.303 bản, đạt "),
        Piece("96,4%", is_marked=True),
    ]


def test_a_quotation_that_prints_the_number_in_other_words_is_left_as_it_is():
    assert queries.quotation(Cell(value=Decimal(1), quote="một đề án")) == [Piece("một đề án")]


def test_every_loaded_figure_stands_in_its_quotation(son_la):
    for cell in Cell.objects.all():
        assert any(piece.is_marked for piece in queries.quotation(cell)), cell.key


@pytest.mark.parametrize(
    ("value", "unit_of_count", "written"),
    [("1191", "hội nghị", "1.191 hội nghị"), ("96.4", "%", "96,4%")],
)
def test_a_value_is_written_with_what_it_counts(value, unit_of_count, written):
    assert queries.shown(Decimal(value), unit_of_count) == written


def test_a_return_without_source_has_no_article():
    assert queries.article(Return()) is None


@pytest.mark.django_db
def test_a_number_has_an_address_for_its_records():
    unit = factories.unit()
    scope = Scope("documents.issued", unit, date(2026, 1, 1), date(2026, 4, 1), {"kind": "plan"})

    assert queries.origin_url(scope) == (
        f"/so-lieu/nguon/?chi-so=documents.issued&don-vi={unit.pk}"
        "&tu=2026-01-01&den=2026-04-01&phan-to=kind%3Dplan"
    )
