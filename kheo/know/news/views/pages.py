"""Articles and their lists for everybody: by unit, by column, by series."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.views import serve

from kheo.foundation.accounts.keeping import keep, kept_for_strangers
from kheo.know.news import below, queries, sharing
from kheo.know.news.models import Category, NewsIndex, NewsPage, NewsPageQuerySet
from kheo.know.news.queries import sizes

# What an editor publishes or takes down shows to everybody within this time.
SECONDS_KEPT = 1


@require_safe
def page(request: HttpRequest, path: str = "") -> HttpResponse:
    """Show a page by its path; Wagtail answers for lists of units and for what is restricted."""
    found = queries.article(path) if path else queries.root()
    if found:
        return keep(request, _furnish(request, found.serve(request)), seconds=SECONDS_KEPT)
    response: HttpResponse = serve(request, f"{path}/" if path else "")
    return _furnish(request, response)


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def category(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Category, slug=slug)
    context = _list(request, queries.of_category(shown))
    context |= {"title": shown.name, "lead": shown.description, "current": shown}
    return render(request, "news/section.html", context)


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def series(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.of_series(slug)
    context = _list(request, found)
    named = context["articles"] or found[:1]
    if not named:
        raise Http404
    return render(request, "news/section.html", context | {"title": named[0].series})


def _furnish(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Add to a page of the tree what stands around it."""
    if isinstance(response, TemplateResponse) and response.context_data:
        shown = response.context_data["page"]
        response.context_data |= _around(request, shown)
    return response


def _around(request: HttpRequest, shown: Page) -> dict[str, Any]:
    if isinstance(shown, NewsPage):
        sizes.load_photos(shown.body)
        return {
            "around": queries.around(shown),
            "below": below.draw(request, shown),
            "share": sharing.ways(shown),
        }
    if isinstance(shown, NewsIndex):
        return _list(request, shown.articles())
    return {}


def _list(request: HttpRequest, articles: NewsPageQuerySet) -> dict[str, Any]:
    """Cut one page out of a list; `?trang=` carries the place where it begins."""
    after = request.GET.get("trang", "")
    page = queries.listed(articles, after)
    return {
        "articles": page.items,
        "newer_url": request.path if after else "",
        "older_url": f"?{urlencode({'trang': page.next})}" if page.next else "",
        "shelf": queries.shelf(),
    }
