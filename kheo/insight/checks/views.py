"""One page: a text goes in, the same text comes back with its sums marked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kheo.foundation.documents import uploads
from kheo.insight.checks import access, queries
from kheo.insight.checks.forms import TextForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, TextForm(), None)
    form = TextForm(request.POST, request.FILES, refusal=_refusal(request))
    checked = queries.of_text(form.cleaned_data["text"]) if form.is_valid() else None
    return _page(request, form, checked)


def _refusal(request: HttpRequest) -> str:
    """Count the asking before the work; a file too large never came through."""
    if not access.may_check(request):
        return _("Nơi bạn đang dùng mạng gửi quá nhiều. Xin đợi một giờ rồi gửi lại.")
    return " ".join(str(refusal) for refusal in uploads.refused(request, "tep"))


def _page(request: HttpRequest, form: TextForm, checked: queries.Checked | None) -> HttpResponse:
    counts = {said.value: count for said, count in checked.counts.items()} if checked else {}
    context = {"form": form, "checked": checked, "counts": counts}
    return render(request, "checks/check.html", context)
