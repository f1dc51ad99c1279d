"""Lists for programs: CSV, RSS and Atom."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kheo.foundation import sheets
from kheo.foundation.accounts.keeping import keep
from kheo.foundation.addresses import absolute
from kheo.foundation.documents import kinds
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.register import queries
from kheo.foundation.documents.register.describing import cited
from kheo.foundation.documents.register.forms import FindForm
from kheo.foundation.documents.register.views import shared
from kheo.foundation.vietnamese import dates

IN_A_FEED = 30
FEED_TYPES: dict[type[SyndicationFeed], str] = {
    Rss201rev2Feed: "application/rss+xml; charset=utf-8",
    Atom1Feed: "application/atom+xml; charset=utf-8",
}


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Stream what the list shows as CSV."""
    today = timezone.localdate()
    asked = FindForm(request.GET).asked(today=today)
    rows = queries.listed(request.user, asked, today=today)
    return sheets.download("van-ban.csv", _lines(rows, today))


def _lines(rows: queries.Documents, today: date) -> Iterator[list[str]]:
    yield _header()
    for document in rows.iterator(chunk_size=sheets.LINES_AT_ONCE):
        yield _cells(document, today)


def _header() -> list[str]:
    return [
        _("Số, ký hiệu"), _("Ngày ban hành"), _("Loại văn bản"), _("Cơ quan ban hành"), _("Cấp"),
        _("Trích yếu"), _("Người ký"), _("Hiệu lực"), _("Địa chỉ"),
    ]  # fmt: skip


def _cells(document: OfficialDocument, today: date) -> list[str]:
    return [
        document.numbered,
        dates.write_plain_date(document.issued_on),
        kinds.kinds()[document.kind].vi,
        document.issuer_name,
        document.get_level_display(),
        document.title,
        document.signer_name,
        str(document.state_on(today).label),
        absolute(document.get_absolute_url()),
    ]


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
        link=absolute(request.path.rpartition("/")[0] + "/"),
        description=_("Văn bản mới vào sổ của tỉnh và các xã, phường"),
        language="vi",
        feed_url=absolute(request.path),
    )
    for document in queries.latest(kind=kind if kind in kinds.kinds() else "")[:IN_A_FEED]:
        address = absolute(document.get_absolute_url())
        issued = timezone.make_aware(datetime.combine(document.issued_on, time(7)))
        feed.add_item(
            title=cited(document),
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
