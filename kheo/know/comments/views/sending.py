"""From the form to the slip, and what the writer sees and may ask afterwards."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kheo.know.comments import permissions, queries, services
from kheo.know.comments.errors import CommentError, NobodyThere
from kheo.know.comments.forms import AppealForm, CommentForm, FindForm
from kheo.know.comments.models import COMMENT_CODE, Comment, Feedback
from kheo.know.comments.rules import rules
from kheo.know.comments.services.appealing import last_moment
from kheo.know.comments.views import shared
from kheo.know.news.models import NewsPage


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a comment on a published article; in place by HTMX, on a page of its own without."""
    article = get_object_or_404(NewsPage.objects.published(), pk=pk)
    now = timezone.now()
    if request.method != "POST":
        return _form_page(request, article, CommentForm(now=now))
    form = CommentForm(request.POST, now=now)
    if form.is_valid() and shared.slow_down(request, form):
        data = form.cleaned_data
        try:
            comment = services.send(
                article=article,
                text=data["text"],
                name=data["name"],
                email=data["email"],
                answer=data["answer"],
                submission_key=form.key(),
                now=now,
            )
        except CommentError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(shared.address(comment))
    return _form_page(request, article, form)


def _form_page(request: HttpRequest, article: NewsPage, form: CommentForm) -> HttpResponse:
    thread = queries.thread_of(article)
    context = {
        "article": article,
        "form": form,
        "closed": thread if thread and thread.closed_at else None,
        "question": shared.question(),
        "is_shown_first": rules().is_shown_first,
    }
    # `htmx` is put on each request by its middleware.
    is_part = bool(getattr(request, "htmx", False)) and request.method != "POST"
    return render(request, "comments/_form.html" if is_part else "comments/new.html", context)


@never_cache
@require_GET
def mine(request: HttpRequest, code: str) -> HttpResponse:
    """Show a comment to its writer: where it stands, why, and what can be asked."""
    return _mine_page(request, _of_writer(request, code))


def _of_writer(request: HttpRequest, code: str) -> Comment:
    found = Comment.objects.select_related("thread__article", "appeal__duty", "unit")
    comment = get_object_or_404(found, code=code)
    if not permissions.holds_key(comment, shared.secret_in(request)):
        raise PermissionDenied(_("Trang này chỉ mở được bằng mã và khóa nhận khi gửi."))
    return comment


def _mine_page(
    request: HttpRequest, comment: Comment, form: AppealForm | None = None
) -> HttpResponse:
    appeal = getattr(comment, "appeal", None)
    refused = comment.state in Comment.REFUSED
    until = last_moment(comment) if refused else None
    may_appeal = appeal is None and until is not None and timezone.now() <= until and comment.text
    context = {
        "comment": comment,
        "appeal": appeal,
        "rule": rules().ground(comment.rule),
        "rule_words": rules().words_of(comment.rule),
        "until": until,
        "form": (form or AppealForm()) if may_appeal else None,
        "secret": comment.secret,
        "link": request.build_absolute_uri(shared.address(comment)),
        "today": timezone.localdate(),
    }
    return render(request, "comments/mine.html", context)


@never_cache
@require_POST
def appeal(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once that another moderator looks again."""
    comment = _of_writer(request, code)
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _mine_page(request, comment, form)
    data = form.cleaned_data
    try:
        services.lodge(
            comment=comment,
            secret=shared.secret_in(request),
            text=data["text"],
            email=data["email"],
            now=timezone.now(),
        )
    except NobodyThere as refusal:
        form.add_error(None, str(refusal))
        return _mine_page(request, comment, form)
    except CommentError as refusal:
        shared.refuse(request, refusal)
    return redirect(shared.address(comment))


@never_cache
@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Open a comment or a feedback by the code and the key of its slip."""
    form = FindForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        found = _find(form.cleaned_data["code"])
        if found and permissions.holds_key(found, form.cleaned_data["khoa"]):
            return redirect(shared.address(found))
        form.add_error(None, _("Không thấy mã và khóa này. Xin xem lại những gì nhận khi gửi."))
    return render(request, "comments/find.html", {"form": form})


def _find(code: str) -> Comment | Feedback | None:
    if code.startswith(COMMENT_CODE):
        return Comment.objects.filter(code=code).first()
    return Feedback.objects.filter(code=code).first()
