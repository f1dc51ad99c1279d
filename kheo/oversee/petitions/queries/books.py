"""The book of a unit and year: read page by page, searched, and sent out row by row."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import topics
from kheo.oversee.petitions.models import Book, Entry, Petition
from kheo.oversee.petitions.queries.words import matching

PAGE = 50
CHUNK = 1000
_COLUMNS = (
    "number", "petition__received_at", "petition__code", "petition__kind", "petition__channel",
    "petition__sender_name", "petition__people", "petition__place", "petition__heading",
    "petition__topic", "petition__state", "petition__duty__due_on", "petition__answered_at",
)  # fmt: skip


@dataclass(frozen=True)
class BookPage:
    """Some lines of a book, the newest first, and the number below which the next begin."""

    items: list[Entry]
    next: int | None


def years(unit: Unit) -> list[int]:
    """List the years in which the unit has a book, the newest first."""
    return list(Book.objects.filter(unit=unit).order_by("-year").values_list("year", flat=True))


def lines(unit: Unit, year: int, *, text: str = "") -> QuerySet[Entry]:
    """Return the lines of a book, the newest first, with certain words when asked."""
    found = Entry.objects.filter(unit=unit, year=year).order_by("-number")
    return found.filter(petition__search=matching(text)) if text else found


def book_page(found: QuerySet[Entry], *, before: int | None, size: int = PAGE) -> BookPage:
    """Cut one page out of a book."""
    cut = found.filter(number__lt=before) if before is not None else found
    rows = list(
        cut.select_related("petition__duty", "petition__unit").defer(
            "petition__text",
            "petition__folded",
            "petition__search",
            "petition__public_search",
            "petition__public_folded",
            "petition__duty__explanation",
        )[: size + 1]
    )
    return BookPage(rows[:size], rows[size - 1].number if len(rows) > size else None)


def header() -> list[str]:
    """Name the columns of the book."""
    return [
        _("Số"), _("Ngày nhận"), _("Mã"), _("Loại"), _("Đến bằng"), _("Người gửi"), _("Số người"),
        _("Nơi"), _("Nội dung"), _("Lĩnh vực"), _("Tình trạng"), _("Hạn"), _("Ngày trả lời"),
    ]  # fmt: skip


def rows(unit: Unit, year: int, *, text: str = "") -> Iterator[list[str]]:
    """Give the lines of a book one by one; however long it is, few are in memory at once."""
    kinds, channels = dict(Petition.Kind.choices), dict(Petition.Channel.choices)
    states = dict(Petition.State.choices)
    found = lines(unit, year, text=text).order_by("number").values_list(*_COLUMNS)
    # A cursor of the server lives as long as its transaction.
    with transaction.atomic():
        for row in found.iterator(chunk_size=CHUNK):
            number, received, code, kind, channel, name, people, place, what, topic, *end = row
            state, due, answered = end
            yield [
                str(number),
                _day(received),
                code,
                str(kinds[kind]),
                str(channels[channel]),
                name,
                str(people),
                place,
                what,
                topics.label_of(topic),
                str(states[state]),
                f"{due:%d/%m/%Y}",
                _day(answered),
            ]


def _day(moment: object) -> str:
    return f"{timezone.localdate(moment):%d/%m/%Y}" if moment else ""  # type: ignore[arg-type]
