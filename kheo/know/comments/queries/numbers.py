"""The comments behind a number."""

from datetime import timedelta

from kheo.foundation.figures.indicators import Row, Scope
from kheo.foundation.moments import start_of
from kheo.know.comments.models import Comment


def published_rows(scope: Scope, first: int, count: int) -> list[Row]:
    """List the comments that a month's number of published ones counts, by code."""
    last = (scope.until - timedelta(days=1)).replace(day=28) + timedelta(days=4)
    found = Comment.objects.filter(
        unit__path__startswith=scope.unit.path,
        published_at__gte=start_of(scope.since.replace(day=1)),
        published_at__lt=start_of(last.replace(day=1)),
    ).select_related("thread__article")
    return [
        Row(f"{one.code} · {one.thread.title}", _address(one))
        for one in found.order_by("published_at", "pk")[first : first + count]
    ]


def _address(comment: Comment) -> str:
    article = comment.thread.article
    return str(article.address) if article else ""
