"""What every answer of open data has: data sets found by key, and doors open to other sites."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kheo.insight.opendata import definition
from kheo.insight.opendata.definition import Dataset, UnknownDataset

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def dataset_of(key: str) -> Dataset:
    """Find a data set, or say where all of them are listed."""
    try:
        return definition.get(key)
    except UnknownDataset:
        raise Http404(
            _("Không có bộ dữ liệu này. Tất cả các bộ nằm ở %s.") % reverse("opendata:catalogue")
        ) from None


def for_every_site(view: View[P]) -> View[P]:
    """Let programs of other sites read it: nothing here is for one person alone."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Content-Range, Link"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return wrapped
