"""Pages for people: all data sets, one of them, and a version that was fixed."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kheo.foundation import tongues
from kheo.foundation.accounts.keeping import kept_for_strangers
from kheo.foundation.addresses import absolute
from kheo.insight.opendata import dcat, definition, queries
from kheo.insight.opendata.definition import Dataset, Type
from kheo.insight.opendata.licence import licence
from kheo.insight.opendata.models import Edition
from kheo.insight.opendata.views.shared import dataset_of

SECONDS_KEPT = 60
LONGEST_SEARCH = 80


@dataclass(frozen=True)
class Listed:
    """A data set in the list, with what is known of its files."""

    dataset: Dataset
    edition: Edition | None

    @property
    def title(self) -> str:
        return str(self.dataset.title)


@dataclass(frozen=True)
class Download:
    """One file as the page offers it."""

    title: str
    about: str
    url: str
    size: int | None
    sha256: str


@dataclass(frozen=True)
class Shown:
    """One column as the page tells of it, its first values with it."""

    name: str
    title: str
    about: str
    type: str
    codes: list[tuple[str, str]]
    is_key: bool
    may_go: bool


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def catalogue(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH].strip()
    editions = queries.current()
    listed = [Listed(one, editions.get(one.key)) for one in queries.found(asked)]
    context = {
        "listed": listed,
        "asked": asked,
        "count": len(definition.every()),
        "licence": licence(),
        "newest": max((one.made_at for one in editions.values()), default=None),
    }
    return render(request, "opendata/catalogue.html", context)


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def dataset(request: HttpRequest, key: str) -> HttpResponse:
    found = dataset_of(key)
    return _page(request, found, queries.edition(found))


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def version(request: HttpRequest, key: str, month: str) -> HttpResponse:
    found = dataset_of(key)
    edition = queries.edition(found, month)
    if edition is None:
        where = found.get_absolute_url()
        raise Http404(_("Không có bản cố định của tháng này. Các bản có ở %s.") % where)
    return _page(request, found, edition)


def _page(request: HttpRequest, found: Dataset, edition: Edition | None) -> HttpResponse:
    month = edition.month if edition else ""
    address = dcat.fixed_address(found, month) if month else found.get_absolute_url()
    context = {
        "dataset": found,
        "title": str(found.title),
        "edition": edition,
        "downloads": _downloads(found, edition),
        "columns": [_shown(column) for column in found.columns],
        "sample": edition.sample if edition else [],
        "versions": [] if month else list(queries.fixed(found)),
        "licence": licence(),
        "address": absolute(address),
        "cited_on": edition.made_at if edition else timezone.now(),
        "page_url": _page_url(found),
        "has_left_out": bool(month) and found.may_go,
    }
    return render(request, "opendata/dataset.html", context)


def _page_url(found: Dataset) -> str:
    try:
        return reverse(found.page) if found.page else ""
    except NoReverseMatch:
        return ""


def _downloads(found: Dataset, edition: Edition | None) -> list[Download]:
    files = edition.files if edition else {}
    month = edition.month if edition else ""
    abouts = {
        "csv": _("Mở được ở mọi nơi; UTF-8, dấu phẩy, theo chuẩn RFC 4180"),
        "parquet": _("Gọn, có kiểu dữ liệu; cho pandas, DuckDB, R"),
        "csv-metadata.json": _("Mô tả từng cột cho máy đọc (CSVW)"),
        "sdmx.xml": _("Chuẩn trao đổi thống kê, dạng XML"),
        "sdmx.csv": _("Chuẩn trao đổi thống kê, dạng CSV"),
    }
    titles = {"csv-metadata.json": "CSVW", **{key: form[3] for key, form in dcat.FORMS.items()}}
    return [
        Download(
            title=titles[ending],
            about=about,
            url=dcat.file_address(found, ending, month),
            size=files[ending]["size"],
            sha256=files[ending]["sha256"],
        )
        for ending, about in abouts.items()
        if ending in files
    ]


TYPE_WORDS = {
    Type.TEXT: ("chữ", "text"),
    Type.WHOLE: ("số nguyên", "whole number"),
    Type.NUMBER: ("số", "number"),
    Type.FLAG: ("đúng/sai", "true or false"),
    Type.DAY: ("ngày", "day"),
    Type.MOMENT: ("ngày giờ", "moment"),
    Type.ADDRESS: ("địa chỉ trang", "address"),
}


def _shown(column: definition.Column) -> Shown:
    return Shown(
        name=column.name,
        title=str(column.title),
        about=str(column.about),
        type=tongues.pick(*TYPE_WORDS[column.type]),
        codes=list(column.codes.items()),
        is_key=column.is_key,
        may_go=column.may_go,
    )
