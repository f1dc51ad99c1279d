"""One comment on the moderator's table: decided, looked at again, its article closed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import queries as duties
from kheo.know.comments import masking, permissions, queries, services
from kheo.know.comments.errors import AlreadyDecided, CommentError
from kheo.know.comments.forms import CloseForm, DecideForm, ReviewForm
from kheo.know.comments.forms.office import DECLINE, PUBLISH
from kheo.know.comments.models import Appeal, Comment
from kheo.know.comments.rules import rules
from kheo.know.comments.services.threads import unit_for
from kheo.know.comments.views import shared
from kheo.know.news.models import NewsPage


@never_cache
@require_GET
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one comment with everything to decide on it."""
    comment = _comment(request, pk)
    return _page(request, comment)


def _comment(request: HttpRequest, pk: int) -> Comment:
    names = ("thread__article", "unit", "decided_by", "appeal__duty__unit", "appeal__first_by")
    comment = get_object_or_404(Comment.objects.select_related(*names), pk=pk)
    shared.demand(request, comment.unit)
    return comment


def _appeal(comment: Comment) -> Appeal | None:
    found: Appeal | None = getattr(comment, "appeal", None)
    return found


def _page(
    request: HttpRequest,
    comment: Comment,
    form: DecideForm | None = None,
    review: ReviewForm | None = None,
) -> HttpResponse:
    spans = masking.suggestions(comment.text)
    appeal = _appeal(comment)
    hidden = _hidden(form)
    context = {
        "comment": comment,
        "form": form or DecideForm(initial={"seen": comment.state, "is_chosen": True}),
        "marks": [
            {
                "key": place,
                "text": span.of(comment.text),
                "label": span.kind.label,
                "reason": span.reason,
                "is_sure": span.is_sure,
                "is_hidden": str(place) in hidden if hidden is not None else span.is_sure,
            }
            for place, span in enumerate(spans)
        ],
        "rule_words": rules().words_of(comment.rule),
        "appeal": appeal,
        "appeal_rule": rules().words_of(appeal.rule) if appeal else "",
        "review": _review_form(request, appeal, review),
        "cautions": duties.cautions(appeal.duty) if appeal else [],
        "today": timezone.localdate(),
    }
    return render(request, "comments/work.html", context)


def _hidden(form: DecideForm | None) -> list[str] | None:
    """Give the ticked marks of a form that came back; None before anything was ticked."""
    if form is None or not isinstance(form.data, QueryDict) or "is_chosen" not in form.data:
        return None
    return form.data.getlist("hide")


def _review_form(
    request: HttpRequest, appeal: Appeal | None, bound: ReviewForm | None
) -> ReviewForm | None:
    if appeal is None or appeal.decided_at is not None:
        return None
    today = timezone.localdate()
    if not permissions.may_decide_appeal(request.user, appeal, today=today):
        return None
    return bound or ReviewForm()


@never_cache
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, decline or take down; what is refused comes back with everything typed."""
    comment = _comment(request, pk)
    by = shared.demand(request, comment.unit)
    form = DecideForm(request.POST, marks=len(masking.suggestions(comment.text)))
    if not form.is_valid():
        return _page(request, comment, form)
    try:
        said = _act(comment, form, by)
    except AlreadyDecided as refusal:
        shared.refuse(request, refusal)
    except CommentError as refusal:
        form.add_error(_place(refusal), str(refusal))
        return _page(request, comment, form)
    else:
        messages.success(request, said)
    return redirect(shared.back(request, reverse("comments:desk")))


def _place(refusal: CommentError) -> str | None:
    return {"RuleMissing": "rule", "StillTelling": "keep_reason"}.get(type(refusal).__name__)


def _act(comment: Comment, form: DecideForm, by: User) -> str:
    data, now = form.cleaned_data, timezone.now()
    if data["act"] == PUBLISH:
        services.publish(
            comment=comment,
            by=by,
            now=now,
            seen=data["seen"],
            hide=form.hidden,
            keep_reason=data["keep_reason"],
        )
        return _("Đã đăng %(code)s.") % {"code": comment.code}
    refuse = services.decline if data["act"] == DECLINE else services.remove
    refuse(comment=comment, rule=data["rule"], reason=data["reason"], by=by, now=now)
    said = _("Không đăng %(code)s.") if data["act"] == DECLINE else _("Đã gỡ %(code)s.")
    return said % {"code": comment.code}


@never_cache
@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide an appeal."""
    comment = _comment(request, pk)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, comment, review=form)
    try:
        services.decide_appeal(
            comment=comment,
            is_upheld=form.cleaned_data["verdict"] == ReviewForm.KEEP,
            reason=form.cleaned_data["reason"],
            by=shared.moderator(request),
            now=timezone.now(),
        )
    except CommentError as refusal:
        shared.refuse(request, refusal)
    else:
        messages.success(request, _("Đã ghi quyết định xem lại."))
    return redirect("comments:work", comment.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an article for comments, or open it again."""
    article = get_object_or_404(NewsPage, pk=pk)
    found = queries.thread_of(article)
    by = shared.demand(request, found.unit if found else unit_for(article, timezone.now()))
    form = CloseForm(request.POST or None)
    if request.method == "POST" and "open" in request.POST:
        services.open_again(article=article, by=by, now=timezone.now())
        return redirect("comments:thread", pk)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        services.close(article=article, reason=reason, by=by, now=timezone.now())
        return redirect("comments:thread", pk)
    return render(
        request, "comments/thread.html", {"article": article, "thread": found, "form": form}
    )
