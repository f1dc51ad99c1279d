"""Draws the comments below an article, in a page that is the same for every stranger."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kheo.know.comments import queries
from kheo.know.news.models import NewsPage


def draw(request: HttpRequest, article: NewsPage) -> SafeString:
    """Give the newest comments and the doors to write; nothing below a draft."""
    if not article.pk or not article.live:
        return SafeString("")
    context = {"article": article, "shown": queries.below(article)}
    return render_to_string("comments/_below.html", context, request=request)
