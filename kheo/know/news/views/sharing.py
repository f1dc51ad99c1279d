"""An article on paper, and to a friend."""

from smtplib import SMTPException

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation import qr, rates
from kheo.foundation.accounts.keeping import kept_for_strangers
from kheo.foundation.notices.failures import Unsent
from kheo.know.news import queries, sharing
from kheo.know.news.friends import SendForm
from kheo.know.news.models import NewsPage
from kheo.know.news.queries import sizes
from kheo.know.news.views.pages import SECONDS_KEPT

# Letters in an hour: from one place, and from everybody to a process of ours.
FROM_ONE_PLACE = 10
FROM_ALL = 200
# Small beside the words on paper.
QR_SCALE = 3


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def on_paper(request: HttpRequest, path: str) -> HttpResponse:
    article = _article(path)
    sizes.load_photos(article.body)
    url = sharing.address(article)
    context = {"page": article, "url": url, "code": qr.drawn(url, scale=QR_SCALE)}
    return render(request, "news/print.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, path: str) -> HttpResponse:
    article = _article(path)
    if "da-gui" in request.GET:
        return render(request, "news/sent.html", {"page": article, "path": path})
    form = SendForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_sent(request, form, article):
        return redirect(f"{reverse('news:send', args=[path])}?da-gui=1")
    context = {"page": article, "form": form, "mail": sharing.ways(article).mail}
    return render(request, "news/send.html", context)


def _article(path: str) -> NewsPage:
    found = queries.article(path)
    if found is None:
        raise Http404
    return found


def _is_sent(request: HttpRequest, form: SendForm, article: NewsPage) -> bool:
    """Send the letter, or say at the form why it was not sent."""
    if not rates.allows(request, "news.sent", from_one=FROM_ONE_PLACE, from_all=FROM_ALL):
        form.add_error(None, _("Nơi bạn đang dùng mạng gửi quá nhiều thư. Xin đợi một giờ."))
        return False
    friend, name = form.cleaned_data["friend"], form.cleaned_data["name"]
    try:
        sharing.send(article=article, friend=friend, name=name)
    except Unsent:
        form.add_error(None, _("Thư chưa gửi được. Xin xem lại địa chỉ, hoặc gửi lại sau."))
    except (SMTPException, OSError):
        form.add_error(None, _("Đường thư bị đứt giữa chừng: không rõ thư đã đi chưa."))
    return not form.errors
