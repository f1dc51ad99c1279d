"""What everybody reads: the comments of an article, the rules."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kheo.foundation import paging
from kheo.foundation.accounts.keeping import keep, kept_for_strangers
from kheo.know.comments import queries
from kheo.know.comments.rules import rules
from kheo.know.news.models import NewsPage

# As long as the article itself is kept.
SECONDS_KEPT = 1
RULES_KEPT = 60


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the comments of a published article, twenty at a time."""
    article = get_object_or_404(NewsPage.objects.published().light(), pk=pk)
    shown = queries.below(article, after=request.GET.get(paging.CURSOR, ""))
    context = {
        "article": article,
        "shown": shown,
        **paging.links(request, shown.page),
    }
    return keep(request, render(request, "comments/list.html", context), seconds=SECONDS_KEPT)


@require_safe
@kept_for_strangers(RULES_KEPT)
def rules_page(request: HttpRequest) -> HttpResponse:
    """Show by which rules comments are moderated, as they stand in the file."""
    return render(request, "comments/rules.html", {"rules": rules()})
