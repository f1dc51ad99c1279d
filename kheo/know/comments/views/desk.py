"""The moderators' desk: one list for each state, a decision with one press."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kheo.foundation.documents import redaction
from kheo.foundation.documents.redaction import Piece
from kheo.foundation.paging import CURSOR, links, page
from kheo.know.comments import masking, queries
from kheo.know.comments.forms.office import rule_choices
from kheo.know.comments.models import Comment
from kheo.know.comments.rules import rules
from kheo.know.comments.views import shared


class Tab(StrEnum):
    """The lists of the desk, as they stand in its address."""

    WAITING = ""
    PUBLISHED = "da-dang"
    DECLINED = "khong-dang"
    REMOVED = "da-go"
    APPEALS = "xem-lai"
    FEEDBACK = "phan-hoi"
    ANSWERED = "phan-hoi-xong"


LABELS: dict[Tab, Promise] = {
    Tab.WAITING: _("Chờ duyệt"),
    Tab.PUBLISHED: _("Đã đăng"),
    Tab.DECLINED: _("Không đăng"),
    Tab.REMOVED: _("Đã gỡ"),
    Tab.APPEALS: _("Đề nghị xem lại"),
    Tab.FEEDBACK: _("Phản hồi tòa soạn"),
    Tab.ANSWERED: _("Phản hồi đã trả lời"),
}
STATES = {
    Tab.WAITING: Comment.State.WAITING,
    Tab.PUBLISHED: Comment.State.PUBLISHED,
    Tab.DECLINED: Comment.State.DECLINED,
    Tab.REMOVED: Comment.State.REMOVED,
}


@dataclass(frozen=True)
class Row:
    """A comment as the desk shows it: its words with marks, its age, the rule in words."""

    comment: Comment
    pieces: list[Piece]
    days: int
    rule: str


@never_cache
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """List what waits or was decided in the moderator's units."""
    user, today = shared.moderator(request), timezone.localdate()
    wanted = request.GET.get("muc", "")
    tab = Tab(wanted) if wanted in set(Tab) else Tab.WAITING
    paths = queries.units_moderated(user, today=today)
    context = _list(request, paths, tab, today) | {
        "tab": tab,
        "tabs": _tabs(paths, tab),
        "today": today,
        "rule_choices": rule_choices(),
    }
    return render(request, "comments/desk.html", context)


def _tabs(paths: list[str], current: Tab) -> list[dict[str, Any]]:
    waiting = queries.tally(paths)
    counts = {
        Tab.WAITING: waiting.waiting,
        Tab.APPEALS: waiting.appeals,
        Tab.FEEDBACK: waiting.feedback,
    }
    return [
        {
            "label": LABELS[tab],
            "url": f"?muc={tab}" if tab else "?",
            "count": counts.get(tab),
            "is_current": tab == current,
        }
        for tab in Tab
    ]


def _list(request: HttpRequest, paths: list[str], tab: Tab, today: date) -> dict[str, Any]:
    after = request.GET.get(CURSOR, "")
    if tab in STATES:
        found = page(queries.comments(paths, state=STATES[tab]), after)
        return {"rows": _rows(found.items, today), **links(request, found)}
    if tab == Tab.APPEALS:
        asked = page(queries.appeals(paths), after)
        return {"appeals": asked.items, **links(request, asked)}
    is_open = tab == Tab.FEEDBACK
    came = page(queries.feedback(paths, is_open=is_open), after)
    return {"feedback": came.items, **links(request, came)}


def _rows(comments: Iterable[Comment], today: date) -> list[Row]:
    return [
        Row(
            one,
            redaction.mark(one.text, masking.suggestions(one.text)),
            (today - timezone.localdate(one.sent_at)).days,
            rules().words_of(one.rule) if one.rule else "",
        )
        for one in comments
    ]
