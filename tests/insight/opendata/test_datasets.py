"""Every data set gives rows that fit its columns, and tells strangers nothing they may not read."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.foundation.figures.models import Statement
from kheo.foundation.figures.services import count
from kheo.insight.opendata import definition, writing
from kheo.insight.opendata.datasets import disclosure, documents, petitions, receptions, units
from kheo.insight.opendata.datasets import figures as sets
from kheo.insight.opendata.datasets import news as articles
from kheo.know.disclosure.models import Act, Publication
from kheo.oversee.receptions.models import Session
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def rows(dataset, now=MONDAY, *, is_fixed=False):
    names = [column.name for column in dataset.columns]
    lines = writing.lines(dataset, dataset.rows(now), is_fixed=is_fixed)
    return [dict(zip(names, line, strict=True)) for line in lines]


def test_keys_and_columns_are_named_once_and_for_good():
    every = definition.every()

    assert len({one.key for one in every}) == len(every) == 14
    for one in every:
        names = [column.name for column in one.columns]
        assert len(set(names)) == len(names)
        assert one.keys
        assert one.title.vi and one.title.en and one.about.vi and one.about.en


def test_a_second_owner_of_a_key_is_refused():
    other = definition.Dataset(
        key="don-vi",
        title=units.UNITS.title,
        about=units.UNITS.about,
        verb=units.UNITS.verb,
        columns=(),
        rows=iter,
    )

    with pytest.raises(definition.KeyTaken):
        definition.register(other)


@pytest.mark.parametrize("dataset", definition.every(), ids=lambda one: one.key)
def test_an_empty_house_gives_no_rows_and_no_error(dataset):
    found = rows(dataset)

    assert bool(found) is (dataset.key == "thoi-han-phap-luat")


def test_units_stand_with_code_parent_and_days():
    old = factories.unit("Nà Tấu", code="03766", valid_to=date(2025, 6, 30))
    new = factories.unit("Ngọc Chiến", code="03766", valid_from=date(2025, 7, 1))
    factories.succession(old, new, date(2025, 7, 1), "0.5")

    listed = {row["id"]: row for row in rows(units.UNITS)}

    assert listed[str(old.pk)]["code"] == "03766"
    assert listed[str(old.pk)]["valid_to"] == "2025-06-30"
    assert listed[str(new.pk)]["parent_code"] == "14"
    assert [row["share"] for row in rows(units.SUCCESSIONS)] == ["0.5"]


def publication(unit, **fields):
    fields.setdefault("title", "Dự toán ngân sách năm 2026")
    fields.setdefault("due_on", MONDAY.date())
    fields.setdefault("decided_on", MONDAY.date())
    return Publication.objects.create(
        submission_key=uuid.uuid4(),
        unit=unit,
        body=factories.body(unit),
        list_key="commune_2022",
        item_key="ngan_sach",
        year=2026,
        rule_code="DCCS-PUB-01",
        recorded_at=MONDAY,
        changed_at=MONDAY,
        **fields,
    )


def act(of, **fields):
    return Act.objects.create(
        submission_key=uuid.uuid4(),
        publication=of,
        channel="niem_yet",
        place="Nhà văn hóa bản",
        since=MONDAY.date(),
        done_by="Lò Thị Hoa",
        recorded_at=MONDAY,
        recorded_by=factories.user(),
        **fields,
    )


def test_what_is_owed_late_and_shown_is_told_and_withdrawn_is_not():
    commune = factories.unit()
    publication(commune, due_on=MONDAY.date() + DAY)
    publication(commune, due_on=MONDAY.date() - DAY)
    publication(commune, shown_since=MONDAY.date(), completed_on=MONDAY.date())
    publication(
        commune,
        withdrawn_at=MONDAY,
        withdrawn_by=factories.user(),
        withdrawn_reason="Ghi nhầm",
    )

    assert [row["state"] for row in rows(disclosure.PUBLICATIONS)] == ["owed", "late", "complete"]


def test_what_names_people_has_no_title_and_leaves_with_its_last_day():
    named = publication(
        factories.unit(),
        title="Hộ Lò Văn An được hỗ trợ",
        names_people=True,
        public_until=MONDAY.date(),
        shown_since=MONDAY.date(),
    )
    act(named)

    assert [row["title"] for row in rows(disclosure.PUBLICATIONS)] == [""]
    assert len(rows(disclosure.ACTS)) == 1
    assert rows(disclosure.PUBLICATIONS, MONDAY + DAY) == []
    assert rows(disclosure.ACTS, MONDAY + DAY) == []


def test_who_hung_up_a_notice_is_not_told():
    act(publication(factories.unit(), shown_since=MONDAY.date()))

    (row,) = rows(disclosure.ACTS)

    assert row["channel"] == "Niêm yết"
    assert "Lò Thị Hoa" not in row.values()


def test_internal_documents_stay_inside():
    commune = factories.unit()
    factories.official_document(commune, "01-QĐ/UBND")
    factories.official_document(commune, "02-QĐ/UBND", visibility="internal")

    assert [row["numbered"] for row in rows(documents.DOCUMENTS)] == ["01-QĐ/UBND"]


def test_drafts_of_receptions_and_links_of_online_ones_are_not_told():
    commune = factories.unit()
    seat = factories.body(commune)
    for state in ("draft", "posted"):
        Session.objects.create(
            unit=commune,
            body=seat,
            head=factories.head(seat),
            state=state,
            on=MONDAY.date() + (DAY if state == "draft" else timedelta(0)),
            starts_at="08:00",
            ends_at="11:00",
            place="Trụ sở",
            capacity=5,
            online_link="https://hop.example.vn/bi-mat",
            posted_at=MONDAY if state == "posted" else None,
        )

    (row,) = rows(receptions.RECEPTIONS)

    assert row["starts_at"] == "2026-03-02T08:00:00+07:00"
    assert "bi-mat" not in "".join(row.values())


def test_articles_are_listed_without_their_texts():
    assert "lead" not in [column.name for column in articles.NEWS.columns]
    assert "body" not in [column.name for column in articles.NEWS.columns]


def test_fixed_versions_leave_out_what_may_be_withdrawn():
    factories.official_document(factories.unit())

    (row,) = rows(documents.DOCUMENTS, is_fixed=True)

    assert (row["title"], row["signer"]) == ("", "")
    assert row["numbered"] == "16-CTr/TU"


# --- Figures ----------------------------------------------------------------------------------


def told(dataset=sets.BY_YEAR, now=MONDAY):
    return {
        (row["indicator"], row["unit"], row["breakdown"]): row["value"]
        for row in rows(dataset, now)
    }


KIND = {"kind": "study"}
HELD = "dissemination_conferences.held"


def test_figures_stand_by_unit_breakdown_and_time(communes):
    count(indicator=HELD, unit=communes[0], on=date(2026, 1, 9), breakdown=KIND, by=2)
    count(indicator=HELD, unit=communes[1], on=date(2026, 2, 9), breakdown=KIND, by=3)

    by_year, by_month = told(), rows(sets.BY_MONTH)

    assert by_year[HELD, "tỉnh Sơn La", ""] == "5"
    assert by_year[HELD, "xã Ngọc Chiến", "kind=study"] == "2"
    totals = [row for row in by_month if not row["breakdown"]]
    assert {(row["unit"], row["month"], row["value"]) for row in totals} == {
        ("tỉnh Sơn La", "2026-01", "2"),
        ("tỉnh Sơn La", "2026-02", "3"),
        ("xã Ngọc Chiến", "2026-01", "2"),
        ("xã Mường La", "2026-02", "3"),
    }


def state(indicator, unit, value, *, since=date(2024, 1, 1), until=date(2025, 1, 1)):
    Statement.objects.create(
        source=f"return:{unit.pk}",
        indicator=indicator,
        unit=unit,
        level="all",
        since=since,
        until=until,
        value=Decimal(value),
    )


def test_a_small_group_of_people_is_hidden_with_another_one(communes):
    for unit, value in zip(communes, (3, 7, 20), strict=True):
        state("pledges.signed", unit, value)

    values = {place: value for (_code, place, _part), value in told().items()}

    assert values == {
        "tỉnh Sơn La": "30",
        "xã Ngọc Chiến": "",
        "xã Mường La": "",
        "xã Chiềng Lao": "20",
    }


def test_small_numbers_of_things_are_told(communes):
    state("villages.total", communes[0], 3)

    assert told()["villages.total", "xã Ngọc Chiến", ""] == "3"


def test_other_periods_of_people_are_told_only_when_longer_than_a_year(communes):
    state("pledges.signed", communes[0], 50, since=date(2024, 1, 1), until=date(2024, 7, 1))
    state("pledges.signed", communes[0], 60, since=date(2013, 1, 1), until=date(2024, 1, 1))
    state("villages.total", communes[0], 3, since=date(2024, 1, 1), until=date(2024, 7, 1))

    found = rows(sets.BY_PERIOD)

    assert [(row["indicator"], row["until"], row["value"]) for row in found] == [
        ("pledges.signed", "2023-12-31", "60"),
        ("villages.total", "2024-06-30", "3"),
    ]


# --- How they are read ------------------------------------------------------------------------


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize(
    "dataset",
    [units.UNITS, documents.DOCUMENTS, petitions.PETITIONS, disclosure.PUBLICATIONS],
    ids=lambda one: one.key,
)
def test_a_table_is_one_statement_of_a_cursor_however_long(dataset, times):
    for number in range(times):
        commune = factories.unit()
        factories.official_document(commune, f"{number}-QĐ")
        publication(commune)

    with CaptureQueriesContext(connection) as caught:
        list(dataset.rows(MONDAY))

    assert len(caught) == 1
