"""Files are made once for a content, fixed once a month, and swept when nothing names them."""

import os
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.db import IntegrityError, transaction

from kheo.foundation.log import services as log
from kheo.insight.opendata import definition, files, licence, queries, services, writing
from kheo.insight.opendata.datasets import documents as register
from kheo.insight.opendata.datasets import units
from kheo.insight.opendata.models import Edition
from tests import factories
from tests.factories import MONDAY
from tests.insight.opendata.built import build, path_of

pytestmark = pytest.mark.django_db
DAY, MONTH = timedelta(days=1), timedelta(days=31)


def test_files_are_what_their_checksums_say():
    factories.unit()

    edition = build(units.UNITS)

    assert set(edition.files) == {"csv", "csv.gz", "csv-metadata.json", "parquet"}
    for ending, said in edition.files.items():
        content = path_of(edition, ending).read_bytes()
        assert (said["size"], said["sha256"]) == (len(content), sha256(content).hexdigest())


def test_the_same_content_stays_the_same_files():
    factories.unit()
    first = build(units.UNITS)

    second = build(units.UNITS, MONDAY + DAY)

    assert (second.files, second.made_at) == (first.files, MONDAY)
    assert second.checked_at == MONDAY + DAY


def test_changed_content_is_a_new_edition_and_old_files_are_swept_later():
    factories.unit()
    first = build(units.UNITS)
    factories.unit("Mường La")

    second = build(units.UNITS, MONDAY + DAY)
    for path in files.absolute("don-vi").iterdir():
        os.utime(path, (0, 0))
    build(units.UNITS, MONDAY + DAY)

    assert (first.rows, second.rows) == (2, 3)
    # The first content is also what was fixed for the month.
    kept = {one["path"] for edition in Edition.objects.all() for one in edition.files.values()}
    assert {f"don-vi/{path.name}" for path in files.absolute("don-vi").iterdir()} == kept


def test_a_month_is_fixed_once():
    factories.unit()
    build(units.UNITS)
    factories.unit("Mường La")
    build(units.UNITS, MONDAY + DAY)
    build(units.UNITS, MONDAY + MONTH)

    fixed = [(one.month, one.rows) for one in queries.fixed(units.UNITS)]

    assert fixed == [("2026-04", 3), ("2026-03", 2)]


def test_what_may_be_withdrawn_is_in_the_current_version_only():
    factories.official_document(factories.unit())

    edition = build(register.DOCUMENTS)
    fixed = queries.edition(register.DOCUMENTS, "2026-03")

    assert "Về công tác dân vận" in path_of(edition, "csv").read_text(encoding="utf-8")
    assert "Về công tác dân vận" not in path_of(fixed, "csv").read_text(encoding="utf-8")


def test_a_table_that_breaks_leaves_the_old_files():
    factories.unit()
    edition = build(units.UNITS)

    def broken(now):
        yield (1,)

    other = definition.Dataset(
        key="don-vi",
        title=units.UNITS.title,
        about=units.UNITS.about,
        verb=units.UNITS.verb,
        columns=units.UNITS.columns,
        rows=broken,
    )
    with pytest.raises(ValueError, match="zip"):
        services.build(dataset=other, now=MONDAY + DAY)

    assert queries.edition(units.UNITS).files == edition.files
    assert not [one for one in files.root().iterdir() if one.name.startswith(".")]


def test_the_web_never_carries_the_weight_of_parquet():
    said = (
        "import sys, django; django.setup(); import kheo.config.urls, kheo.insight.opendata.tasks;"
        "print('pyarrow' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", said],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.strip() == "False"


# --- When -------------------------------------------------------------------------------------


def due(now):
    return {one.key for one in queries.due(now)}


def test_everything_is_due_at_first_and_again_each_night():
    assert due(MONDAY) == {one.key for one in definition.every()}

    build(units.UNITS)

    assert "don-vi" not in due(MONDAY + timedelta(hours=12))
    assert "don-vi" in due(MONDAY + timedelta(hours=18, minutes=1))


def test_what_may_be_withdrawn_is_due_as_soon_as_the_log_has_grown():
    build(units.UNITS)
    build(register.DOCUMENTS)
    assert not due(MONDAY) & {"don-vi", "van-ban"}

    log.record(action="document.withdrawn", on="document:1", by="an", at=MONDAY)

    assert due(MONDAY) & {"don-vi", "van-ban"} == {"van-ban"}


# --- What the database and the law files refuse -----------------------------------------------


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("edition_is_current_or_of_a_month", {"month": "2026-13"}),
        ("edition_is_checked_after_it_is_made", {"checked_at": MONDAY - DAY}),
    ],
)
def test_the_database_refuses(name, fields):
    given = {"checked_at": MONDAY, "month": "", **fields}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Edition.objects.create(dataset="don-vi", made_at=MONDAY, rows=0, files={}, **given)


def test_there_is_one_edition_per_month():
    def make():
        Edition.objects.create(
            dataset="don-vi", made_at=MONDAY, checked_at=MONDAY, rows=0, files={}
        )

    make()

    with pytest.raises(IntegrityError, match="one_edition"), transaction.atomic():
        make()


def test_the_licence_is_a_decision_of_the_place(tmp_path):
    (tmp_path / "local.yaml").write_text(
        "publication: {licence: {vi: Tự do, en: Free, url: 'https://vi.du/'}}\n", encoding="utf-8"
    )

    assert licence.licence(tmp_path).url == "https://vi.du/"


def test_a_path_that_leads_out_is_refused():
    with pytest.raises(SuspiciousFileOperation):
        files.absolute("../secret_key")


# --- How cells are written --------------------------------------------------------------------

TEXT = definition.Column("words", units.UNITS.title)
NUMBER = definition.Column("number", units.UNITS.title, definition.Type.NUMBER)


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("Ngọc Chiến", "Ngọc Chiến"),
        ("=HYPERLINK()", "'=HYPERLINK()"),
        ("'=x", "''=x"),
        ("'Tết", "'Tết"),
        ("một\r\nhai\x00\x1f", "một\nhai"),
        (None, ""),
    ],
)
def test_a_text_is_never_a_formula(given, written):
    assert writing.cell(given, TEXT) == written


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (-5, "-5"),
        (1.50, "1.5"),
        (100, "100"),
        (1e-7, "0.0000001"),
        (21.123456789012, "21.12345679"),
    ],
)
def test_a_number_is_written_plainly(given, written):
    assert writing.cell(given, NUMBER) == written
