"""Describes all data sets and their files in the words of DCAT 3 (with the core of DCAT-AP)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from kheo.foundation.addresses import absolute
from kheo.foundation.structured import machine
from kheo.foundation.tongues import Sentence
from kheo.insight.opendata.definition import Dataset
from kheo.insight.opendata.graph import TYPE, Address, Thing, Triple, Words
from kheo.insight.opendata.licence import licence
from kheo.insight.opendata.models import Edition
from kheo.verbs import Verb

VOCABULARY = "http://publications.europa.eu/resource/authority"
MEDIA = "https://www.iana.org/assignments/media-types"
SHA256 = "spdx:checksumAlgorithm_sha256"
PROFILE = "http://www.w3.org/ns/dcat"
# Of the EU vocabulary of themes: what each verb of the motto is about.
THEMES = {Verb.KNOW: "GOVE", Verb.CHECK: "GOVE", Verb.SUPERVISE: "GOVE", Verb.BENEFIT: "SOCI"}
# What a file of an edition is: media type, format of the EU vocabulary, standard, title.
FORMS: Mapping[str, tuple[str, str, str, str]] = {
    "csv": ("text/csv", "CSV", "http://www.w3.org/ns/csvw", "CSV"),
    "parquet": ("application/vnd.apache.parquet", "PARQUET", "", "Parquet"),
    "sdmx.xml": ("application/vnd.sdmx.structurespecificdata+xml", "XML", "", "SDMX-ML 2.1"),
    "sdmx.csv": ("application/vnd.sdmx.data+csv", "CSV", "", "SDMX-CSV 2.0"),
}
Editions = Mapping[str, Iterable[Edition]]


def catalogue(datasets: Iterable[Dataset], editions: Editions, now: datetime) -> Iterator[Triple]:
    """State the catalogue, its data sets, their versions and files."""
    here = Address(absolute(reverse("opendata:catalogue")))
    publisher = Address(f"{here.name}#co-quan")
    yield from _catalogue(here, publisher)
    yield from _said(publisher, TYPE, Address("foaf:Agent"))
    yield from _said(publisher, "foaf:name", Words(_publisher_name()))
    yield from _said(publisher, "foaf:homepage", Address(absolute("/")))
    place = Address(f"{here.name}#noi")
    yield from _said(place, TYPE, Address("dct:Location"))
    yield from _said(place, "skos:prefLabel", Words(settings.KHEO_PLACE_NAME, "vi"))
    made: list[datetime] = []
    for dataset in datasets:
        of_it = list(editions.get(dataset.key, ()))
        made += [one.made_at for one in of_it]
        yield from _said(here, "dcat:dataset", _address(dataset))
        yield from _dataset(dataset, of_it, publisher, place)
    yield from _said(here, "dct:modified", _moment(max(made, default=now)))
    licence_address = Address(licence().url)
    yield from _said(licence_address, TYPE, Address("dct:LicenseDocument"))
    yield from _both(licence_address, "dct:title", licence().name)


def _publisher_name() -> str:
    return f"{settings.KHEO_SITE_NAME} {settings.KHEO_PLACE_NAME}".strip()


def _catalogue(here: Address, publisher: Address) -> Iterator[Triple]:
    yield from _said(here, TYPE, Address("dcat:Catalog"))
    yield from _both(
        here,
        "dct:title",
        Sentence(
            f"Dữ liệu mở {settings.KHEO_PLACE_NAME}", f"Open data of {settings.KHEO_PLACE_NAME}"
        ),
    )
    yield from _both(
        here,
        "dct:description",
        Sentence(
            "Số liệu và sổ công khai, tải về tự do, kèm mô tả và mã kiểm tra.",
            "Public figures and registers, free to download, with descriptions and checksums.",
        ),
    )
    yield from _said(here, "dct:publisher", publisher)
    yield from _said(here, "dct:license", Address(licence().url))
    yield from _said(here, "dct:language", Address(f"{VOCABULARY}/language/VIE"))
    yield from _said(here, "dct:language", Address(f"{VOCABULARY}/language/ENG"))
    yield from _said(here, "foaf:homepage", Address(absolute("/")))
    yield from _said(here, "dct:conformsTo", Address(PROFILE))


def _dataset(
    dataset: Dataset, editions: list[Edition], publisher: Address, place: Address
) -> Iterator[Triple]:
    it = _address(dataset)
    yield from _common(it, dataset, publisher, place)
    yield from _said(it, "dct:identifier", Words(dataset.key))
    yield from _said(it, "dcat:landingPage", Address(it.name))
    frequency = f"{VOCABULARY}/frequency/{dataset.rhythm}"
    yield from _said(it, "dct:accrualPeriodicity", Address(frequency))
    for edition in editions:
        if edition.month:
            yield from _version(it, dataset, edition, publisher, place)
        else:
            yield from _said(it, "dct:modified", _moment(edition.made_at))
            yield from _files(it, dataset, edition)
    if not editions:
        yield from _live(it, dataset)


def _common(it: Address, dataset: Dataset, publisher: Address, place: Address) -> Iterator[Triple]:
    yield from _said(it, TYPE, Address("dcat:Dataset"))
    yield from _both(it, "dct:title", dataset.title)
    yield from _both(it, "dct:description", dataset.about)
    for keyword in dataset.keywords:
        yield from _both(it, "dcat:keyword", keyword)
    theme = THEMES.get(dataset.verb, "GOVE")
    yield from _said(it, "dcat:theme", Address(f"{VOCABULARY}/data-theme/{theme}"))
    yield from _said(it, "dct:publisher", publisher)
    yield from _said(it, "dct:spatial", place)
    yield from _said(it, "dct:license", Address(licence().url))
    yield from _said(it, "dct:language", Address(f"{VOCABULARY}/language/VIE"))


def _version(
    it: Address, dataset: Dataset, edition: Edition, publisher: Address, place: Address
) -> Iterator[Triple]:
    version = Address(absolute(fixed_address(dataset, edition.month)))
    yield from _said(it, "dcat:hasVersion", version)
    yield from _common(version, dataset, publisher, place)
    yield from _said(version, "dcat:isVersionOf", it)
    yield from _said(version, "dcat:version", Words(edition.month))
    yield from _said(version, "dct:issued", _moment(edition.made_at))
    yield from _said(version, "dcat:landingPage", Address(it.name))
    yield from _files(version, dataset, edition)


def _files(it: Address, dataset: Dataset, edition: Edition) -> Iterator[Triple]:
    for ending, (media, form, standard, title) in FORMS.items():
        kept = edition.files.get(ending)
        if kept is None:
            continue
        address = absolute(file_address(dataset, ending, edition.month))
        file, sum_ = Address(f"{address}#tep"), Address(f"{address}#sha256")
        yield from _said(it, "dcat:distribution", file)
        yield from _said(file, TYPE, Address("dcat:Distribution"))
        yield from _both(file, "dct:title", Sentence(title, title))
        yield from _said(file, "dcat:accessURL", Address(it.name))
        yield from _said(file, "dcat:downloadURL", Address(address))
        yield from _said(file, "dcat:mediaType", Address(f"{MEDIA}/{media}"))
        yield from _said(file, "dct:format", Address(f"{VOCABULARY}/file-type/{form}"))
        yield from _said(file, "dct:license", Address(licence().url))
        size = Words(str(kept["size"]), type="xsd:nonNegativeInteger")
        yield from _said(file, "dcat:byteSize", size)
        yield from _said(file, "dct:modified", _moment(edition.made_at))
        if standard:
            yield from _said(file, "dct:conformsTo", Address(standard))
        yield from _said(file, "spdx:checksum", sum_)
        yield from _said(sum_, TYPE, Address("spdx:Checksum"))
        yield from _said(sum_, "spdx:algorithm", Address(SHA256))
        value = Words(str(kept["sha256"]), type="xsd:hexBinary")
        yield from _said(sum_, "spdx:checksumValue", value)


def _live(it: Address, dataset: Dataset) -> Iterator[Triple]:
    """Of a data set whose files wait for the worker there is the table read as it stands."""
    address = absolute(file_address(dataset, "csv"))
    file = Address(f"{address}#tep")
    yield from _said(it, "dcat:distribution", file)
    yield from _said(file, TYPE, Address("dcat:Distribution"))
    yield from _said(file, "dcat:accessURL", Address(it.name))
    yield from _said(file, "dcat:downloadURL", Address(address))
    yield from _said(file, "dct:license", Address(licence().url))
    yield from _said(file, "dcat:mediaType", Address(f"{MEDIA}/text/csv"))


def file_address(dataset: Dataset, ending: str, month: str = "") -> str:
    """Give the address of a file of the current or of a fixed version."""
    name = f"{dataset.key}.{ending}"
    if month:
        return reverse("opendata:fixed", args=[dataset.key, month, name])
    return reverse("opendata:file", args=[dataset.key, name])


def fixed_address(dataset: Dataset, month: str) -> str:
    return reverse("opendata:version", args=[dataset.key, month])


def _address(dataset: Dataset) -> Address:
    return Address(absolute(dataset.get_absolute_url()))


def _moment(when: datetime) -> Words:
    return Words(machine(when), type="xsd:dateTime")


def _said(it: Address, verb: str | Address, thing: Thing) -> Iterator[Triple]:
    yield it, verb if isinstance(verb, Address) else Address(verb), thing


def _both(it: Address, verb: str, words: Sentence) -> Iterator[Triple]:
    yield from _said(it, verb, Words(words.vi, "vi"))
    yield from _said(it, verb, Words(words.en, "en"))
