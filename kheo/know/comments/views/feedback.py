"""Words to the editors: the form, the slip with the answer, the page where they are answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kheo.foundation.accounts.models import User
from kheo.foundation.duties import queries as duties
from kheo.know.comments import permissions, services
from kheo.know.comments.errors import CommentError
from kheo.know.comments.forms import AnswerForm, FeedbackForm
from kheo.know.comments.models import Feedback
from kheo.know.comments.rules import rules
from kheo.know.comments.views import shared
from kheo.know.news.models import NewsPage

LONGEST_PK = 9


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take words to the editors, about an article or about anything."""
    article = _article(request)
    now = timezone.now()
    if request.method != "POST":
        return _form_page(request, article, FeedbackForm(now=now))
    form = FeedbackForm(request.POST, now=now)
    if form.is_valid() and shared.slow_down(request, form):
        feedback = _sent(form, article)
        if feedback is not None:
            return redirect(shared.address(feedback))
    return _form_page(request, article, form)


def _article(request: HttpRequest) -> NewsPage | None:
    asked = request.GET.get("bai", "")
    if not asked.isdecimal() or len(asked) > LONGEST_PK:
        return None
    found: NewsPage | None = NewsPage.objects.published().filter(pk=int(asked)).first()
    return found


def _sent(form: FeedbackForm, article: NewsPage | None) -> Feedback | None:
    data = form.cleaned_data
    try:
        return services.write_in(
            text=data["text"],
            article=article,
            name=data["name"],
            phone=data["phone"],
            email=data["email"],
            answer=data["answer"],
            submission_key=form.key(),
            now=form.now,
        )
    except CommentError as refusal:
        form.add_error(None, str(refusal))
    return None


def _form_page(request: HttpRequest, article: NewsPage | None, form: FeedbackForm) -> HttpResponse:
    context = {
        "article": article,
        "form": form,
        "question": shared.question(),
        "keep_days": rules().feedback_keep_days,
    }
    return render(request, "comments/feedback.html", context)


@never_cache
@require_GET
def sent(request: HttpRequest, code: str) -> HttpResponse:
    """Show a feedback to its sender, with the answer once there is one."""
    found = Feedback.objects.select_related("article", "duty", "unit", "answered_by")
    feedback = get_object_or_404(found, code=code)
    if not permissions.holds_key(feedback, shared.secret_in(request)):
        raise PermissionDenied(_("Trang này chỉ mở được bằng mã và khóa nhận khi gửi."))
    context = {
        "feedback": feedback,
        "secret": feedback.secret,
        "link": request.build_absolute_uri(shared.address(feedback)),
        "reasons": duties.explanation(feedback.duty, request.LANGUAGE_CODE),
        "today": timezone.localdate(),
        "keep_days": rules().feedback_keep_days,
    }
    return render(request, "comments/feedback_sent.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, code: str) -> HttpResponse:
    """Read what somebody wrote to the editors, which the log notes, and answer it."""
    found = Feedback.objects.select_related("article", "duty", "unit", "answered_by")
    feedback = get_object_or_404(found, code=code)
    by = shared.demand(request, feedback.unit)
    now = timezone.now()
    if request.method != "POST":
        services.read(feedback=feedback, by=by, now=now)
        return _work_page(request, feedback, AnswerForm())
    form = AnswerForm(request.POST)
    if form.is_valid() and _answered(request, feedback, form, by):
        return redirect("comments:feedback_work", code)
    return _work_page(request, feedback, form)


def _answered(request: HttpRequest, feedback: Feedback, form: AnswerForm, by: User) -> bool:
    try:
        services.answer(
            feedback=feedback, text=form.cleaned_data["text"], by=by, now=timezone.now()
        )
    except CommentError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã trả lời người gửi."))
    return True


def _work_page(request: HttpRequest, feedback: Feedback, form: AnswerForm) -> HttpResponse:
    context = {
        "feedback": feedback,
        "form": form,
        "reasons": duties.explanation(feedback.duty, request.LANGUAGE_CODE),
        "cautions": duties.cautions(feedback.duty, request.LANGUAGE_CODE),
        "today": timezone.localdate(),
        "keep_days": rules().feedback_keep_days,
    }
    return render(request, "comments/feedback_work.html", context)
