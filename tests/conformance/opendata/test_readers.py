"""Open data is read by the programs that others use: csvw, pyarrow, rdflib, pyshacl, sdmx1."""

import csv
import re
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pyarrow.parquet
import pytest
import sdmx
from csvw import CSVW
from django.urls import reverse
from pyshacl import validate
from rdflib import Graph
from rdflib.compare import isomorphic

from kheo.insight.opendata import definition, graph
from kheo.insight.opendata.datasets import deadlines, receptions, units
from kheo.insight.opendata.datasets import documents as register
from kheo.insight.opendata.datasets import figures as sets
from tests import factories
from tests.factories import MONDAY
from tests.insight.opendata.built import beside, build, path_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_network")]
SHAPES = Path(__file__).parent / "dcat_shapes.ttl"


def as_csvw(dataset, folder):
    edition = build(dataset)
    beside(edition, folder)
    (read,) = CSVW(str(folder / f"{dataset.key}.csv-metadata.json")).tables
    return edition, read


@pytest.mark.parametrize("dataset", definition.every(), ids=lambda one: one.key)
def test_csvw_reads_each_table_by_its_description(dataset, tmp_path, figures, documents):
    edition, read = as_csvw(dataset, tmp_path)

    rows = list(read.iterdicts(strict=True))

    assert len(rows) == edition.rows
    assert [column.name for column in read.tableSchema.columns] == [
        column.name for column in dataset.columns
    ]


def test_csvw_gives_days_numbers_and_flags_as_such(tmp_path, documents):
    _edition, read = as_csvw(units.UNITS, tmp_path)
    unit = next(iter(read.iterdicts(strict=True)))
    _edition, read = as_csvw(register.DOCUMENTS, tmp_path)
    document = next(iter(read.iterdicts(strict=True)))

    assert (unit["code"], unit["is_remote"], unit["valid_from"]) == ("14", False, None)
    assert document["issued_on"].date() == MONDAY.date()


@pytest.mark.parametrize(
    "dataset", [units.UNITS, register.DOCUMENTS, deadlines.DEADLINES, sets.BY_YEAR],
    ids=lambda one: one.key,
)  # fmt: skip
def test_parquet_holds_what_csv_holds(dataset, tmp_path, figures, documents):
    edition, read = as_csvw(dataset, tmp_path)

    table = pyarrow.parquet.read_table(path_of(edition, "parquet"))

    assert table.schema.names == [column.name for column in dataset.columns]
    assert table.to_pylist() == [plain(row) for row in read.iterdicts(strict=True)]


def plain(row):
    return {name: plain_cell(value) for name, value in row.items()}


def plain_cell(value):
    if isinstance(value, str):
        return re.sub(r"^'('*[=+\-@\t])", r"\1", value) or None
    if hasattr(value, "date") and not isinstance(value, date):
        return value.date()
    return value.date() if hasattr(value, "hour") else value


def test_texts_that_look_like_formulas_come_back_whole_in_parquet(documents):
    edition = build(register.DOCUMENTS)

    table = pyarrow.parquet.read_table(path_of(edition, "parquet"))

    with path_of(edition, "csv").open(encoding="utf-8", newline="") as file:
        first, second = [row["title"] for row in csv.DictReader(file)][:2]
    assert (first, second) == ("'=1+1", "''-5 độ")
    assert table["title"].to_pylist() == [
        "=1+1", "'-5 độ", "Về “dân vận”,\nphần 2", "- gạch đầu dòng", "#1 của năm",
    ]  # fmt: skip


def test_positions_finer_than_a_millimetre_fit_too(tmp_path):
    factories.unit(latitude=21.636123456789, longitude=104.2)
    edition, read = as_csvw(units.UNITS, tmp_path)

    table = pyarrow.parquet.read_table(path_of(edition, "parquet"))

    assert table["latitude"].to_pylist() == [None, Decimal("21.63612346")]
    assert [row["latitude"] for row in read.iterdicts(strict=True)] == [
        None,
        Decimal("21.63612346"),
    ]


def test_moments_stay_moments(communes, tmp_path):
    edition, _read = as_csvw(receptions.RECEPTIONS, tmp_path)

    schema = pyarrow.parquet.read_schema(path_of(edition, "parquet"))

    assert str(schema.field("starts_at").type) == "timestamp[ms, tz=+07:00]"
    assert schema.field("place").metadata[b"title"].decode() == "Nơi tiếp"


# --- The catalogue ----------------------------------------------------------------------------


@pytest.fixture
def catalogue(client, figures, documents):
    for dataset in (units.UNITS, register.DOCUMENTS, sets.BY_YEAR):
        build(dataset)
        build(dataset, MONDAY + timedelta(days=31))
    return {name: client.get(reverse(f"opendata:{name}")) for name in ("turtle", "json_ld")}


def test_both_files_of_the_catalogue_say_the_same(catalogue):
    turtle = Graph().parse(data=catalogue["turtle"].content.decode(), format="turtle")
    json_ld = Graph().parse(data=catalogue["json_ld"].content.decode(), format="json-ld")

    assert len(turtle) > 300
    assert isomorphic(turtle, json_ld)


def test_the_catalogue_keeps_the_shapes_of_dcat(catalogue):
    found = Graph().parse(data=catalogue["turtle"].content.decode(), format="turtle")

    conforms, _graph, words = validate(found, shacl_graph=str(SHAPES), inference="none")

    assert conforms, words


@pytest.mark.parametrize(
    "gone",
    ["dct:publisher", "dct:title", "dcat:downloadURL", "spdx:checksumValue", "dcat:accessURL"],
)
def test_the_shapes_miss_what_is_taken_away(catalogue, gone):
    found = Graph().parse(data=catalogue["turtle"].content.decode(), format="turtle")
    prefix, name = gone.split(":")
    found.remove((None, found.namespace_manager.store.namespace(prefix) + name, None))

    conforms, _graph, _words = validate(found, shacl_graph=str(SHAPES), inference="none")

    assert not conforms


def test_every_data_set_and_both_versions_of_a_built_one_are_there(catalogue):
    found = Graph().parse(data=catalogue["json_ld"].content.decode(), format="json-ld")
    asked = """
        PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/>
        SELECT ?key (COUNT(DISTINCT ?version) AS ?versions) WHERE {
          ?catalogue dcat:dataset ?it . ?it dct:identifier ?key .
          OPTIONAL { ?it dcat:hasVersion ?version . ?version dcat:isVersionOf ?it }
        } GROUP BY ?key"""

    versions = {str(row.key): int(row.versions) for row in found.query(asked)}

    assert versions.keys() == {one.key for one in definition.every()}
    assert (versions["don-vi"], versions["van-ban"], versions["tin-bai"]) == (2, 2, 0)


def test_words_that_could_break_a_file_do_not():
    nasty = graph.Words('Nói "thế"\\ rồi\nxuống dòng', "vi")
    it = graph.Address("http://thu.example/a b<c>")
    said = [(it, graph.Address("dct:title"), nasty)]

    turtle = Graph().parse(data="".join(graph.turtle(said)), format="turtle")
    json_ld = Graph().parse(data=graph.json_ld(said), format="json-ld")

    assert isomorphic(turtle, json_ld)
    assert [str(words) for words in turtle.objects()] == [nasty.text]


# --- SDMX -------------------------------------------------------------------------------------


def structure_of(client):
    answer = client.get(reverse("opendata:structure"))
    message = sdmx.read_sdmx(BytesIO(answer.content))
    return message, message.structure["FIGURES"]


def facts(edition):
    with path_of(edition, "csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["indicator"], row["area"], row["breakdown"], row["year"]): row["value"]
            for row in csv.DictReader(file)
        }


def read_back(message):
    found = {}
    for observation in message.data[0].obs:
        key = {name: str(value.value) for name, value in observation.key.values.items()}
        breakdown = key["BREAKDOWN"].replace("@", "=").replace("$", ";")
        name = (
            key["INDICATOR"].replace("-", "."),
            key["REF_AREA"],
            "" if breakdown == "_T" else breakdown,
            key["TIME_PERIOD"],
        )
        found[name] = observation.value
    return found


def same(given):
    return {
        key: Decimal(value) if value not in (None, "") else None for key, value in given.items()
    }


def test_sdmx_reads_the_structure_with_its_words(client, figures):
    message, found = structure_of(client)

    names = [dimension.id for dimension in found.dimensions.components]
    assert names == ["FREQ", "INDICATOR", "REF_AREA", "BREAKDOWN", "TIME_PERIOD"]
    listed = message.codelist["CL_INDICATOR"]["pledges-signed"]
    assert listed.name.localizations["vi"] == "Cán bộ ký cam kết (cán bộ)"
    assert {"province-14"} <= set(message.codelist["CL_REF_AREA"].items)
    assert found.dimensions.get("INDICATOR").local_representation.enumerated.id == "CL_INDICATOR"


def test_sdmx_reads_back_the_facts_from_xml(client, figures):
    edition = build(sets.BY_YEAR)
    _message, structure = structure_of(client)

    content = path_of(edition, "sdmx.xml").read_bytes()
    message = sdmx.read_sdmx(BytesIO(content), structure=structure)

    assert same(read_back(message)) == same(facts(edition))
    assert None in same(facts(edition)).values()


def test_sdmx_reads_back_the_facts_from_csv(client, figures):
    edition = build(sets.BY_YEAR)
    _message, structure = structure_of(client)
    reader = sdmx.reader.csv.Reader()

    message = reader.convert(
        BytesIO(path_of(edition, "sdmx.csv").read_bytes()), structure=structure
    )

    assert same(read_back(message)) == same(facts(edition))


def test_every_code_of_the_data_stands_in_the_code_lists(client, figures):
    edition = build(sets.BY_YEAR)
    message, _structure = structure_of(client)

    with path_of(edition, "sdmx.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    for name in ("FREQ", "INDICATOR", "REF_AREA", "BREAKDOWN", "OBS_STATUS", "SOURCE"):
        assert {row[name] for row in rows} <= set(message.codelist[f"CL_{name}"].items)
