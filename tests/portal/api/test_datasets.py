"""Programs find the data sets and their files."""

import pytest

from kheo.insight.opendata import definition
from kheo.insight.opendata.datasets import units
from tests import factories
from tests.insight.opendata.built import build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    settings.PRIVATE_FILES = tmp_path


def test_all_data_sets_are_listed_with_their_files(client, django_assert_num_queries):
    factories.unit()
    edition = build(units.UNITS)

    with django_assert_num_queries(1):
        listed = client.get("/api/v1/datasets").json()

    assert [one["key"] for one in listed] == [one.key for one in definition.every()]
    (found,) = [one for one in listed if one["key"] == "don-vi"]
    assert found["rows"] == edition.rows
    assert {file["form"]: file["sha256"] for file in found["files"]} == {
        ending: said["sha256"] for ending, said in edition.files.items() if ending != "csv.gz"
    }
    assert [one["files"] for one in listed if one["key"] != "don-vi"] == [[]] * 13
