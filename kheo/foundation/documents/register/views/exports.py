"""Lists for programs: CSV, RSS and Atom."""

import csv
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.keeping import keep
from kheo.foundation.documents import kinds
from kheo.foundation.documents.register import queries, structured
from kheo.foundation.documents.register.forms import FindForm
from kheo.foundation.documents.register.views import shared
from kheo.foundation.vietnamese import dates

IN_A_FEED = 30
LINES_AT_ONCE = 500
FEED_TYPES: dict[type[SyndicationFeed], str] = {
    Rss201rev2Feed: "application/rss+xml; charset=utf-8",
    Atom1Feed: "application/atom+xml; charset=utf-8",
}
BYTE_ORDER_MARK = "\ufeff"
# A cell that begins so is carried out by a spreadsheet.
_ACTS = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Stream what the list shows as CSV."""
    today = timezone.localdate()
    asked = FindForm(request.GET).asked(today=today)
    rows = queries.listed(request.user, asked, today=today)
    lines = _lines(rows, today)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="van-ban.csv"'
    return response


class _Line:
    """What the writer of the library writes to: it gives each line back."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: queries.Documents, today: Any) -> Iterator[str]:
    writer = csv.writer(_Line())
    # Spreadsheets read a file that begins so as UTF-8.
    yield BYTE_ORDER_MARK + writer.writerow(_header())
    several: list[str] = []
    for document in rows.iterator(chunk_size=LINES_AT_ONCE):
        several.append(writer.writerow([_plain(cell) for cell in _cells(document, today)]))
        if len(several) == LINES_AT_ONCE:
            yield "".join(several)
            several.clear()
    yield "".join(several)


def _header() -> list[str]:
    return [
        _("Số, ký hiệu"), _("Ngày ban hành"), _("Loại văn bản"), _("Cơ quan ban hành"), _("Cấp"),
        _("Trích yếu"), _("Người ký"), _("Hiệu lực"), _("Địa chỉ"),
    ]  # fmt: skip


def _cells(document: Any, today: Any) -> list[str]:
    return [
        document.numbered,
        dates.write_plain_date(document.issued_on),
        kinds.kinds()[document.kind].vi,
        document.issuer_name,
        document.get_level_display(),
        document.title,
        document.signer_name,
        str(document.state_on(today).label),
        urljoin(settings.KHEO_BASE_URL, document.get_absolute_url()),
    ]


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_ACTS) else cell


@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    return _feed(request, Rss201rev2Feed)


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    return _feed(request, Atom1Feed)


def _feed(request: HttpRequest, form: type[SyndicationFeed]) -> HttpResponse:
    """Tell of the newest public documents, of a kind when ?loai= asks for one."""
    kind = request.GET.get("loai", "")
    feed = form(
        title=_("Văn bản mới"),
        link=urljoin(settings.KHEO_BASE_URL, request.path.rpartition("/")[0] + "/"),
        description=_("Văn bản mới vào sổ của tỉnh và các xã, phường"),
        language="vi",
        feed_url=urljoin(settings.KHEO_BASE_URL, request.path),
    )
    for document in queries.latest(kind=kind if kind in kinds.kinds() else "")[:IN_A_FEED]:
        address = urljoin(settings.KHEO_BASE_URL, document.get_absolute_url())
        issued = timezone.make_aware(datetime.combine(document.issued_on, time(7)))
        feed.add_item(
            title=structured.cited(document),
            link=address,
            description=document.title,
            unique_id=address,
            author_name=document.issuer_name,
            pubdate=issued,
            updateddate=document.changed_at,
            categories=[kinds.kinds()[document.kind].vi],
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=FEED_TYPES[form])
    return keep(request, response, seconds=shared.SECONDS_KEPT)
