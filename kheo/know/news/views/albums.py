"""The library of pictures for everybody: albums, one album, one picture."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.keeping import kept_for_strangers
from kheo.know.news import queries
from kheo.know.news.models import Album
from kheo.know.news.models.sizes import WHOLE
from kheo.know.news.queries import sizes
from kheo.know.news.views.pages import SECONDS_KEPT


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def albums(request: HttpRequest) -> HttpResponse:
    after = request.GET.get("trang", "")
    hung = queries.albums(after)
    context = {"covers": hung.covers, **_ways(request, after, hung.next)}
    return render(request, "news/albums.html", context)


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def album(request: HttpRequest, slug: str) -> HttpResponse:
    shown = _album(slug)
    after = request.GET.get("trang", "")
    page = queries.photos_of(shown, after)
    context = {"album": shown, "photos": page.items, **_ways(request, after, page.next)}
    return render(request, "news/album.html", context)


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def photo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    shown = _album(slug)
    picture = queries.hung(shown, pk)
    if picture is None:
        raise Http404
    sizes.with_pictures([picture], WHOLE)
    place = queries.place_in_album(shown, picture)
    return render(request, "news/photo.html", {"album": shown, "photo": picture, "place": place})


def _album(slug: str) -> Album:
    found = queries.album(slug)
    if found is None:
        raise Http404
    return found


def _ways(request: HttpRequest, after: str, further: str) -> dict[str, str]:
    return {
        "newer_url": request.path if after else "",
        "older_url": f"?{urlencode({'trang': further})}" if further else "",
    }
