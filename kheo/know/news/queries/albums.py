"""The albums that everybody may look through, and the pictures in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kheo.foundation import paging
from kheo.know.news.models import Album, AlbumQuerySet, Photo
from kheo.know.news.queries.sizes import with_pictures

ALBUMS_PER_PAGE = 12
PHOTOS_PER_PAGE = 24


@dataclass(frozen=True)
class Cover:
    """An album with how many pictures it has and the one that stands for it."""

    album: Album
    count: int
    photo: Photo | None


@dataclass(frozen=True)
class Beside:
    """Where a picture hangs: its number, how many there are, and its neighbours."""

    number: int
    count: int
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Hung:
    """Some covers of a list and the cursor of those after them."""

    covers: list[Cover]
    next: str


def album(slug: str) -> Album | None:
    """Find a public album by its address."""
    return Album.objects.published().select_related("unit").filter(slug=slug).first()


def albums(after: str = "") -> Hung:
    """List the public albums, newest first."""
    page = paging.page(_counted(Album.objects.published().latest_first()), after, ALBUMS_PER_PAGE)
    return Hung(_covers(page.items), page.next)


def with_covers(found: AlbumQuerySet) -> list[Cover]:
    """Give these albums with their covers."""
    return _covers(_counted(found))


def photos_of(album: Album, after: str = "") -> paging.Page[Photo]:
    """List the pictures of an album in the order in which they came."""
    page = paging.page(_hanging(album), after, PHOTOS_PER_PAGE)
    with_pictures(page.items)
    return page


def hung(album: Album, pk: int) -> Photo | None:
    """Find a picture of this album."""
    return _hanging(album).filter(pk=pk).first()


def place_in_album(album: Album, photo: Photo) -> Beside:
    """Say where a picture hangs, in three queries."""
    at = Q(created_at=photo.created_at)
    earlier = Q(created_at__lt=photo.created_at) | at & Q(pk__lt=photo.pk)
    later = Q(created_at__gt=photo.created_at) | at & Q(pk__gt=photo.pk)
    hanging = _hanging(album)
    numbers = hanging.order_by().aggregate(count=Count("pk"), earlier=Count("pk", filter=earlier))
    return Beside(
        number=numbers["earlier"] + 1,
        count=numbers["count"],
        before=hanging.filter(earlier).values_list("pk", flat=True).last(),
        after=hanging.filter(later).values_list("pk", flat=True).first(),
    )


def _hanging(album: Album) -> "QuerySet[Photo]":
    photos: QuerySet[Photo] = Photo.objects.filter(collection=album.collection_id)
    return photos.order_by("created_at", "pk")


def _counted(found: AlbumQuerySet) -> AlbumQuerySet:
    """Count the pictures; a cover that hangs elsewhere by now is not the album's to show."""
    own = Photo.objects.filter(collection=OuterRef("collection")).order_by("created_at", "pk")
    many = own.order_by().values("collection").annotate(many=Count("pk")).values("many")
    return found.annotate(
        many=Coalesce(Subquery(many, output_field=IntegerField()), 0),
        face=Coalesce(
            Subquery(own.filter(pk=OuterRef("cover")).values("pk")[:1]),
            Subquery(own.values("pk")[:1]),
        ),
    ).select_related("unit")


def _covers(found: Iterable[Album]) -> list[Cover]:
    rows = list(found)
    faces: dict[int, Photo] = Photo.objects.in_bulk([row.face for row in rows if row.face])  # type: ignore[attr-defined]
    with_pictures(faces.values())
    return [Cover(row, row.many, faces.get(row.face)) for row in rows]  # type: ignore[attr-defined]
