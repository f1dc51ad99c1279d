"""Ways to pass an article on that tell nobody who reads and keep nobody's address.

A letter to a friend goes straight to the mail server. It is not put into the outbox, which would
keep the address until the letter went out (ADR 34): a friend has agreed to nothing.
"""

import uuid
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from kheo.foundation.addresses import absolute
from kheo.foundation.notices.mail import MailBackend
from kheo.know.news.models import ROOT, NewsPage

LONGEST_SUBJECT = 160


@dataclass(frozen=True)
class Ways:
    """The addresses behind the buttons below an article."""

    path: str
    url: str
    mail: str
    zalo: str
    facebook: str


def ways(article: NewsPage) -> Ways:
    """Give the addresses by which an article is passed on."""
    url = address(article)
    return Ways(
        path=article.url_path.removeprefix(f"/{ROOT}/").strip("/"),
        url=url,
        mail=_mail(article, url),
        zalo=f"https://zalo.me/share?{urlencode({'url': url})}",
        facebook=f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': url})}",
    )


def address(article: NewsPage) -> str:
    """Give the whole address of an article."""
    return absolute(article.address)


def send(*, article: NewsPage, friend: str, name: str) -> None:
    """Send an article's address to a friend at once, and keep nothing.

    Raises notices.failures.Unsent when it certainly did not go out.
    """
    lines = [
        _("%(name)s gửi bạn một bài trên trang %(site)s:")
        % {"name": name, "site": settings.KHEO_SITE_NAME},
        article.title,
        article.teaser,
        address(article),
        _("Thư này gửi một lần theo ý người tên trên; trang không giữ địa chỉ thư của bạn."),
    ]
    mail = MailBackend()
    try:
        mail.send(
            recipient=friend,
            subject=_("%(name)s gửi bạn bài: %(title)s")
            % {"name": name, "title": article.title[:LONGEST_SUBJECT]},
            body="\n\n".join(line for line in lines if line),
            reference=uuid.uuid4().hex,
        )
    finally:
        mail.close()


def _mail(article: NewsPage, url: str) -> str:
    said = {"subject": article.title, "body": f"{article.title}\n{url}"}
    return f"mailto:?{urlencode(said, quote_via=quote)}"
