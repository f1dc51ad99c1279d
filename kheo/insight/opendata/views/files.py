"""The files themselves: whole, in part or not again; and the table as it stands this moment."""

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import gettext as _

from kheo.foundation import rates, sheets
from kheo.foundation.addresses import absolute
from kheo.insight.opendata import files, queries, writing
from kheo.insight.opendata.dcat import FORMS, file_address
from kheo.insight.opendata.definition import Dataset
from kheo.insight.opendata.licence import licence
from kheo.insight.opendata.models import Edition
from kheo.insight.opendata.views.shared import dataset_of, for_every_site

TYPES = {
    **{ending: form[0] for ending, form in FORMS.items()},
    "csv": "text/csv; charset=utf-8; header=present",
    "csv-metadata.json": "application/csvm+json; charset=utf-8",
}
PIECE = 256 * 1024
SECONDS_KEPT, SECONDS_FIXED = 300, 31_536_000
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
# Readings of a whole table from the database in an hour; the files may be taken without end.
FROM_ONE_PLACE, FROM_ALL = 20, 300
TOO_MANY = 429


@for_every_site
def file(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """Send a file of the current edition; a table whose files are still to come is read now."""
    dataset = dataset_of(key)
    edition, ending = queries.edition(dataset), _ending(dataset, name)
    if edition is None and ending == "csv":
        return _streamed(request, dataset, begins="")
    return _sent(request, dataset, edition, ending)


@for_every_site
def fixed(request: HttpRequest, key: str, month: str, name: str) -> HttpResponseBase:
    """Send a file of the version that was fixed for a month."""
    dataset = dataset_of(key)
    return _sent(request, dataset, queries.edition(dataset, month), _ending(dataset, name))


@for_every_site
def live(request: HttpRequest, key: str) -> HttpResponseBase:
    """Read the table as it stands, in the way that spreadsheets open in Vietnamese.

    Who asked too often is led to the file, which holds what the last edition did.
    """
    dataset = dataset_of(key)
    if rates.allows(request, "opendata.read", from_one=FROM_ONE_PLACE, from_all=FROM_ALL):
        return _streamed(request, dataset, begins=sheets.BYTE_ORDER_MARK)
    if queries.edition(dataset) is None:
        return HttpResponse(status=TOO_MANY, headers={"Retry-After": str(rates.HOUR)})
    return redirect(file_address(dataset, "csv"))


def _ending(dataset: Dataset, name: str) -> str:
    ending = name.removeprefix(f"{dataset.key}.")
    if ending == name or ending not in TYPES:
        raise Http404(_no_file(dataset))
    return ending


def _no_file(dataset: Dataset) -> str:
    where = dataset.get_absolute_url()
    return _("Không có tệp này. Các tệp và phiên bản của bộ dữ liệu nằm ở %s.") % where


def _streamed(request: HttpRequest, dataset: Dataset, *, begins: str) -> HttpResponseBase:
    """Write rows while a cursor of the server gives them; who only asks what it is opens none."""
    body = () if request.method == "HEAD" else _lines(dataset, begins)
    response = StreamingHttpResponse(body, content_type=TYPES["csv"])
    response.headers["Content-Disposition"] = f'attachment; filename="{dataset.key}.csv"'
    patch_cache_control(response, no_store=True)
    _link(response, dataset, "csv", "")
    return response


def _lines(dataset: Dataset, begins: str) -> Iterator[str]:
    yield begins
    yield from writing.pieces([writing.header(dataset)])
    yield from writing.pieces(writing.lines(dataset, dataset.rows(timezone.now())))


def _sent(
    request: HttpRequest, dataset: Dataset, edition: Edition | None, ending: str
) -> HttpResponseBase:
    kept = edition.files.get(ending) if edition else None
    if edition is None or kept is None:
        raise Http404(_no_file(dataset))
    is_small = ending == "csv" and _takes_small(request) and "csv.gz" in edition.files
    path = files.absolute(edition.files["csv.gz"]["path"] if is_small else kept["path"])
    etag = f'"{kept["sha256"][:32]}{"-gz" if is_small else ""}"'
    # The choice was made here; nobody below presses what is pressed or asked for in part.
    request.META["HTTP_ACCEPT_ENCODING"] = ""
    modified = int(edition.made_at.timestamp())
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified)
    response = unchanged or _body(request, path, TYPES[ending], etag, edition.made_at)
    if is_small and unchanged is None:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(modified)
    response.headers["Accept-Ranges"] = "bytes"
    if response.status_code in {200, 206} and not is_small:
        response.headers["Repr-Digest"] = _digest(kept["sha256"])
    patch_vary_headers(response, ["Accept-Encoding"])
    _keep(response, edition)
    _link(response, dataset, ending, edition.month)
    return response


def _takes_small(request: HttpRequest) -> bool:
    accepts = request.headers.get("Accept-Encoding", "")
    return (
        bool(re.search(r"\bgzip\b(?!;q=0(?:\.0*)?\b)", accepts)) and "Range" not in request.headers
    )


def _digest(sha256: str) -> str:
    """Write a checksum as RFC 9530 wants it."""
    return f"sha-256=:{b64encode(bytes.fromhex(sha256)).decode()}:"


def _keep(response: HttpResponseBase, edition: Edition) -> None:
    if edition.month:
        patch_cache_control(response, public=True, max_age=SECONDS_FIXED, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=SECONDS_KEPT)


def _link(response: HttpResponseBase, dataset: Dataset, ending: str, month: str) -> None:
    """Say where the file is described and under which licence it stands (RFC 8288)."""
    links = [f'<{licence().url}>; rel="license"']
    links += [f'<{absolute(dataset.get_absolute_url())}>; rel="collection"']
    if ending == "csv":
        where = absolute(file_address(dataset, "csv-metadata.json", month))
        links.append(f'<{where}>; rel="describedby"; type="application/csvm+json"')
    response.headers["Link"] = ", ".join(links)


# --- A file, or the part of it that was asked for ---------------------------------------------


def _body(
    request: HttpRequest, path: Path, media: str, etag: str, made_at: datetime
) -> HttpResponseBase:
    try:
        source = path.open("rb")
    except FileNotFoundError:
        raise Http404(_("Tệp này không còn trong kho.")) from None
    size = path.stat().st_size
    part = _part(request, size, etag, made_at)
    if part is None:
        source.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = part
    response = StreamingHttpResponse(_Slice(source, first, last - first + 1), content_type=media)
    response.headers["Content-Length"] = str(last - first + 1)
    if (first, last) != (0, size - 1):
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _part(request: HttpRequest, size: int, etag: str, made_at: datetime) -> tuple[int, int] | None:
    """Return the first and last byte to send; None where the part asked for is not there."""
    whole = (0, size - 1)
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or not any(asked.groups()) or not _still(request, etag, made_at):
        return whole
    first, last = asked.groups()
    if not first:
        return (max(size - int(last), 0), size - 1) if int(last) else None
    begin, end = int(first), min(int(last or size - 1), size - 1)
    if begin >= size:
        return None
    return (begin, end) if begin <= end else whole


def _still(request: HttpRequest, etag: str, made_at: datetime) -> bool:
    """Say whether a part still belongs to what the reader has (If-Range)."""
    condition = request.headers.get("If-Range")
    if not condition or condition == etag:
        return True
    return parse_http_date_safe(condition) == int(made_at.timestamp())


class _Slice:
    """Bytes of an open file, piece by piece; closed when the answer is."""

    def __init__(self, source: BinaryIO, first: int, count: int) -> None:
        self.source, self.left = source, count
        source.seek(first)

    def __iter__(self) -> Iterator[bytes]:
        while self.left and (piece := self.source.read(min(PIECE, self.left))):
            self.left -= len(piece)
            yield piece

    def close(self) -> None:
        self.source.close()
