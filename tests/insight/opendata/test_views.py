"""Pages and files: stable addresses, parts, conditions, and clear words when something is not."""

import gzip
import json

import pytest
from django.core.cache import cache
from django.urls import reverse

from kheo.foundation import sitemaps
from kheo.insight.opendata import definition
from kheo.insight.opendata.datasets import documents as register
from kheo.insight.opendata.datasets import units
from kheo.insight.opendata.views.files import FROM_ONE_PLACE
from tests import factories
from tests.insight.opendata.built import build, path_of

pytestmark = pytest.mark.django_db
CSV = "/du-lieu-mo/don-vi/don-vi.csv"


@pytest.fixture
def edition():
    for name in ("Ngọc Chiến", "Mường La"):
        factories.unit(name)
    return build(units.UNITS)


def body(response):
    return b"".join(response.streaming_content)


def test_addresses_are_stable(edition, client):
    for address in (
        "/du-lieu-mo/",
        "/du-lieu-mo/don-vi/",
        "/du-lieu-mo/don-vi/don-vi.csv",
        "/du-lieu-mo/don-vi/don-vi.parquet",
        "/du-lieu-mo/don-vi/don-vi.csv-metadata.json",
        "/du-lieu-mo/don-vi/2026-03/",
        "/du-lieu-mo/don-vi/2026-03/don-vi.csv",
        "/du-lieu-mo/don-vi/hien-nay.csv",
        "/du-lieu-mo/catalog.ttl",
        "/du-lieu-mo/catalog.jsonld",
        "/du-lieu-mo/sdmx/structure.xml",
    ):
        assert client.get(address).status_code == 200, address
        assert client.head(address).status_code == 200, address


def test_a_file_comes_with_its_checksum_licence_and_description(edition, client):
    response = client.get(CSV)

    assert body(response) == path_of(edition, "csv").read_bytes()
    assert response["ETag"] == f'"{edition.files["csv"]["sha256"][:32]}"'
    assert response["Content-Length"] == str(edition.files["csv"]["size"])
    assert response["Repr-Digest"].startswith("sha-256=:")
    assert 'rel="describedby"' in response["Link"]
    assert 'rel="license"' in response["Link"]
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_small_file_comes_to_those_who_take_it(edition, client):
    response = client.get(CSV, headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(body(response)) == path_of(edition, "csv").read_bytes()


def test_parquet_is_not_pressed_again(edition, client):
    response = client.get(CSV.replace(".csv", ".parquet"), headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in response
    assert body(response) == path_of(edition, "parquet").read_bytes()


@pytest.mark.parametrize("name", ["If-None-Match", "If-Modified-Since"])
def test_what_the_reader_has_is_not_sent_again(edition, client, name):
    first = client.get(CSV)
    known = first["ETag"] if name == "If-None-Match" else first["Last-Modified"]

    response = client.get(CSV, headers={name: known})

    assert response.status_code == 304


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=0-3", 0, 4), ("bytes=5-", 5, None), ("bytes=-7", -7, None)]
)
def test_a_part_of_a_file(edition, client, asked, first, last):
    response = client.get(CSV, headers={"Range": asked, "Accept-Encoding": "gzip"})

    assert response.status_code == 206
    assert body(response) == path_of(edition, "csv").read_bytes()[first:last]
    assert response["Content-Range"].endswith(f"/{edition.files['csv']['size']}")


def test_a_part_that_is_not_there(edition, client):
    response = client.get(CSV, headers={"Range": "bytes=999999-"})

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{edition.files['csv']['size']}"


@pytest.mark.parametrize("asked", ["bytes=9-2", "lines=1-2", "bytes=0-1,3-4", "bytes=-", "???"])
def test_a_range_that_makes_no_sense_is_the_whole(edition, client, asked):
    assert client.get(CSV, headers={"Range": asked}).status_code == 200


def test_a_part_of_another_version_is_the_whole(edition, client):
    headers = {"Range": "bytes=0-3", "If-Range": '"khac"'}

    assert client.get(CSV, headers=headers).status_code == 200


def test_a_fixed_version_may_be_kept_for_good(edition, client):
    response = client.get("/du-lieu-mo/don-vi/2026-03/don-vi.csv")

    assert "immutable" in response["Cache-Control"]


def test_before_the_first_files_a_table_is_read_at_once(client):
    factories.unit("Ngọc Chiến")

    response = client.get(CSV)

    assert response.streaming
    assert "Ngọc Chiến" in body(response).decode()
    assert client.get("/du-lieu-mo/don-vi/").status_code == 200


def test_the_table_of_this_moment_opens_in_a_spreadsheet(edition, client):
    factories.unit("Chiềng Lao")

    read = body(client.get("/du-lieu-mo/don-vi/hien-nay.csv")).decode()

    assert read.startswith("\ufeffid,code")
    assert "Chiềng Lao" in read


def test_who_reads_the_table_too_often_is_led_to_its_file(edition, client, settings):
    cache.clear()
    place = {settings.KHEO_ADDRESS_HEADER: "113.160.1.2"}
    live = "/du-lieu-mo/don-vi/hien-nay.csv"

    for _time in range(FROM_ONE_PLACE):
        body(client.get(live, **place))
    refused = client.get(live, **place)

    assert (refused.status_code, refused["Location"]) == (302, CSV)
    assert client.get("/du-lieu-mo/tin-bai/hien-nay.csv", **place).status_code == 429


def test_a_range_of_endless_digits_is_the_whole(edition, client):
    assert client.get(CSV, headers={"Range": f"bytes={'9' * 5000}-"}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/du-lieu-mo/khong-co/",
        "/du-lieu-mo/don-vi/1999-01/",
        "/du-lieu-mo/don-vi/2026-03/don-vi.xls",
        "/du-lieu-mo/don-vi/don-vi.csv.gz",
        "/du-lieu-mo/don-vi/van-ban.csv",
        "/du-lieu-mo/don-vi/don-vi.sdmx.xml",
        "/du-lieu-mo/sdmx/data.xml",
        "/du-lieu-mo/khong-co/khong-co.csv",
    ],
)
def test_what_is_not_there_says_where_to_look(edition, client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "/du-lieu-mo/" in response.content.decode()


def test_questions_in_an_address_change_nothing(edition, client):
    assert client.get(f"{CSV}?format=xls&limit=1").status_code == 200
    assert client.get("/du-lieu-mo/?q=%00&trang=9").status_code == 200


def test_nothing_is_written_through_open_data(edition, client):
    for name in ("catalogue", "turtle", "json_ld", "structure"):
        assert client.post(reverse(f"opendata:{name}")).status_code == 405
    assert client.post(CSV).status_code == 405


@pytest.mark.parametrize("words", ["don vi hanh chinh", "ĐƠN VỊ", "administrative", "mã xã"])
def test_data_sets_are_found_without_marks(client, words):
    listed = client.get("/du-lieu-mo/", {"q": words}).context["listed"]

    assert "don-vi" in [one.dataset.key for one in listed]


def test_nothing_found_leads_back_to_all(client):
    response = client.get("/du-lieu-mo/", {"q": "tàu vũ trụ"})

    assert response.context["listed"] == []
    assert "Xem tất cả" in response.content.decode()


def test_the_page_says_what_is_in_it_and_how_to_cite(edition, client):
    page = client.get("/du-lieu-mo/don-vi/").content.decode()

    for words in (
        "Ngọc Chiến",
        edition.files["csv"]["sha256"],
        "CC BY 4.0",
        "/du-lieu-mo/don-vi/2026-03/",
        "parent_code",
    ):
        assert words in page


def test_a_fixed_version_says_what_it_leaves_out(client):
    factories.official_document(factories.unit())
    build(register.DOCUMENTS)

    page = client.get("/du-lieu-mo/van-ban/2026-03/").content.decode()

    assert "để trống ở bản cố định" in page


def test_pages_speak_english(edition, client):
    page = client.get("/du-lieu-mo/don-vi/", headers={"Accept-Language": "en"}).content.decode()

    assert "Administrative units" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, count, django_assert_num_queries):
    factories.unit()
    for dataset in definition.every()[-count:]:
        build(dataset)

    with django_assert_num_queries(1):
        client.get("/du-lieu-mo/")


def test_search_engines_are_told(edition, client):
    section = sitemaps.section("du-lieu-mo")

    assert [entry.address for entry in section.entries(0)] == ["/du-lieu-mo/don-vi/"]
    assert "/du-lieu-mo/" in client.get("/sitemap-menu.xml").content.decode()


def test_the_description_lies_beside_the_table(edition, client):
    said = json.loads(body(client.get(f"{CSV}-metadata.json")))

    assert said["url"] == "don-vi.csv"
    assert said["dc:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
