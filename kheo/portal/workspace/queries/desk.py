"""The tabs of the duty list and what stands under each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import queries as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.paging import Page, page


class Tab(StrEnum):
    """The cuts of the list an officer works from."""

    MINE = "mine"
    UNIT = "unit"
    HEAD = "head"
    LATE = "late"
    WEEK = "week"
    DONE = "done"

    @property
    def label(self) -> Promise:
        """Name the tab."""
        return LABELS[self]


LABELS: dict[Tab, Promise] = {
    Tab.MINE: _("Phải làm"),
    Tab.UNIT: _("Của đơn vị"),
    Tab.HEAD: _("Chờ giao"),
    Tab.LATE: _("Quá hạn"),
    Tab.WEEK: _("Đến hạn tuần này"),
    Tab.DONE: _("Đã xong"),
}

SOURCES = {
    Tab.MINE: duties.mine,
    Tab.UNIT: duties.of_unit,
    Tab.HEAD: duties.for_head,
    Tab.LATE: duties.late,
    Tab.WEEK: duties.due_this_week,
    Tab.DONE: duties.done,
}


@dataclass(frozen=True)
class Desk:
    """What an officer has in front of them: one tab's page, and how much each tab holds."""

    tab: Tab
    page: Page[Duty]
    counts: dict[Tab, int]


def desk(*, tab: Tab, officer: User, today: date, after: str) -> Desk:
    """Lay out one page of a tab, the nearest date first."""
    found = duties.counts(officer, today)
    return Desk(
        tab=tab,
        page=page(SOURCES[tab](officer, today), after=after),
        counts={
            Tab.MINE: found.mine,
            Tab.UNIT: found.of_unit,
            Tab.HEAD: found.for_head,
            Tab.LATE: found.late,
            Tab.WEEK: found.due_this_week,
            Tab.DONE: found.done,
        },
    )
