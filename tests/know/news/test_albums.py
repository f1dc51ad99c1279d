"""Albums show the pictures of one collection, and only those that somebody made public."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from wagtail.models import Collection

from kheo.know.news.models import Album, Photo
from kheo.know.news.queries.albums import ALBUMS_PER_PAGE, PHOTOS_PER_PAGE
from tests import factories


def hang(album: Album, count: int) -> list[Photo]:
    return [factories.photo(album.collection, f"Ảnh {number}") for number in range(count)]


def test_an_album_that_is_not_public_is_not_there(client, db):
    album = factories.album(is_public=False)
    (photo,) = hang(album, 1)

    urls = [album.get_absolute_url(), f"{album.get_absolute_url()}{photo.pk}/"]

    assert [client.get(url).status_code for url in urls] == [404, 404]
    assert client.get("/tin/anh/").context["covers"] == []


def test_a_picture_of_another_collection_is_not_in_the_album(client, db):
    elsewhere = factories.photo(title="Nội bộ")
    album = factories.album()
    below = factories.photo(album.collection.add_child(name="Bên dưới"))

    statuses = [
        client.get(f"{album.get_absolute_url()}{photo.pk}/").status_code
        for photo in (elsewhere, below)
    ]

    assert statuses == [404, 404]
    assert client.get(album.get_absolute_url()).context["photos"] == []


def test_albums_are_listed_newest_first_with_cover_and_count(client, db):
    old = factories.album("Cũ", held_on=date(2024, 4, 15))
    new = factories.album("Mới", held_on=date(2026, 4, 15))
    first, second = hang(old, 2)
    Album.objects.filter(pk=old.pk).update(cover=second)

    covers = client.get("/tin/anh/").context["covers"]

    assert [(cover.album, cover.count, cover.photo) for cover in covers] == [
        (new, 0, None),
        (old, 2, second),
    ]


def test_a_cover_that_hangs_elsewhere_by_now_is_not_shown(client, db):
    album = factories.album(cover=factories.photo(title="Đã chuyển đi"))
    (own,) = hang(album, 1)

    assert client.get("/tin/anh/").context["covers"][0].photo == own


@pytest.mark.parametrize("count", [1, 3])
def test_the_library_costs_the_same_however_many(client, db, django_assert_num_queries, count):
    for _number in range(count):
        hang(factories.album(), count)
    client.get("/tin/anh/?lan=1")

    with django_assert_num_queries(3):
        response = client.get("/tin/anh/")

    assert (len(response.context["covers"]), dict(response.cookies)) == (count, {})


@pytest.mark.parametrize("count", [1, 3])
def test_an_album_costs_the_same_however_full(client, db, django_assert_num_queries, count):
    album = factories.album()
    hang(album, count)
    client.get(album.get_absolute_url() + "?lan=1")

    with django_assert_num_queries(3):
        response = client.get(album.get_absolute_url())

    assert response.content.decode().count("<picture>") == count


def test_the_library_and_an_album_go_on_where_they_stopped(client, db):
    for number in range(ALBUMS_PER_PAGE):
        factories.album(f"Album {number}", held_on=date(2026, 1, 1) + timedelta(days=number))
    oldest = factories.album("Cũ nhất", held_on=date(2020, 1, 1))
    photos = hang(oldest, PHOTOS_PER_PAGE + 1)

    library = client.get("/tin/anh/")
    further = client.get("/tin/anh/" + library.context["older_url"])
    album = client.get(oldest.get_absolute_url())
    last = client.get(oldest.get_absolute_url() + album.context["older_url"])

    assert [cover.album for cover in further.context["covers"]] == [oldest]
    assert last.context["photos"] == photos[-1:]


@pytest.mark.parametrize("place", ["x", "2026-01-01", "2026-01-01~x", "%00", "9" * 400])
def test_a_wrong_place_is_the_beginning(client, db, place):
    factories.album()

    assert len(client.get(f"/tin/anh/?trang={place}").context["covers"]) == 1


def test_a_picture_leads_to_its_neighbours(client, db, django_assert_num_queries):
    album = factories.album()
    first, middle, last = hang(album, 3)
    client.get(f"{album.get_absolute_url()}{middle.pk}/?lan=1")

    with django_assert_num_queries(6):
        response = client.get(f"{album.get_absolute_url()}{middle.pk}/")

    place = response.context["place"]
    assert (place.number, place.count, place.before, place.after) == (2, 3, first.pk, last.pk)


def test_the_first_and_the_last_picture_have_one_neighbour(client, db):
    album = factories.album()
    first, last = hang(album, 2)

    shown = [client.get(f"{album.get_absolute_url()}{photo.pk}/") for photo in (first, last)]

    assert [one.context["place"].before for one in shown] == [None, first.pk]
    assert [one.context["place"].after for one in shown] == [last.pk, None]


def test_a_picture_says_who_took_it_and_when_and_what_is_on_it(client, db):
    album = factories.album()
    photo = factories.photo(
        album.collection,
        "Ra quân <làm đường>",
        credit="PV",
        taken_on=date(2026, 3, 1),
        description="Hai mươi người cầm cuốc",
    )

    content = client.get(f"{album.get_absolute_url()}{photo.pk}/").content.decode()

    assert "Ảnh: PV" in content
    assert "01/03/2026" in content
    assert 'alt="Hai mươi người cầm cuốc"' in content
    assert "Ra quân &lt;làm đường&gt;" in content


def test_albums_are_kept_for_a_second_for_strangers_only(client, db):
    album = factories.album()
    urls = ("/tin/anh/", album.get_absolute_url())

    to_all = {client.get(url).headers["Cache-Control"] for url in urls}
    client.force_login(factories.citizen())
    known = [client.get(url).headers["Cache-Control"] for url in urls]

    assert to_all == {"public, max-age=0, s-maxage=1"}
    assert ["no-store" in said for said in known] == [True, True]


# --- What cannot be ---------------------------------------------------------------------------


def test_a_cover_from_elsewhere_is_refused(db):
    album = factories.album()
    album.cover = factories.photo()

    with pytest.raises(ValidationError, match="Ảnh bìa phải nằm trong bộ sưu tập"):
        album.full_clean()


@pytest.mark.parametrize(
    ("fields", "name"),
    [({"title": ""}, "album_has_a_title"), ({"slug": ""}, "album_has_an_address")],
)
def test_an_album_has_a_title_and_an_address(db, fields, name):
    with pytest.raises(IntegrityError, match=name):
        factories.album(**fields)


def test_a_collection_is_one_album(db):
    album = factories.album()

    with pytest.raises(IntegrityError, match="collection"):
        factories.album(collection=album.collection)


def test_a_collection_that_is_an_album_stays(db):
    album = factories.album()

    with pytest.raises(ProtectedError):
        Collection.objects.get(pk=album.collection_id).delete()
