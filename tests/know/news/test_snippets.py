"""Who keeps pictures keeps albums; who keeps the whole library keeps columns and other sites."""

import pytest
from django.urls import reverse
from wagtail.models import Collection

from kheo.foundation.log.models import Entry
from kheo.know.news import services
from kheo.know.news.models import Album, Category, Link
from tests import factories

ALBUM = {
    "title": "Ngày hội đại đoàn kết",
    "slug": "ngay-hoi",
    "lead": "",
    "held_on": "2026-11-18",
    "is_public": "on",
    "collection": "",
    "cover": "",
}
LINK = {"name": "Chính phủ", "url": "https://chinhphu.vn/", "group": "", "order": "1"}


def at(model, action: str, *args) -> str:
    return reverse(f"wagtailsnippets_news_{model._meta.model_name}:{action}", args=args)


@pytest.fixture
def of_province(index):
    return factories.officer(index.unit, "editor")


@pytest.fixture
def of_commune(index):
    return factories.officer(factories.unit("Ngọc Chiến"), "editor")


def own_collection(client, person) -> Collection:
    """The collection that the first step into the editor opened for the person's unit."""
    client.force_login(person)
    client.get("/bien-tap/")
    return Collection.objects.get(name="Xã Ngọc Chiến")


def test_an_album_opens_a_collection_of_the_editors_own(client, of_commune):
    home = own_collection(client, of_commune)

    client.post(at(Album, "add"), ALBUM)

    album = Album.objects.get()
    assert album.collection.get_parent() == home
    assert album.unit.full_name == "xã Ngọc Chiến"
    assert client.get("/tin/anh/ngay-hoi/").status_code == 200
    entry = Entry.objects.get(action="news.kept")
    assert (entry.actor, entry.subject, entry.detail) == (
        of_commune.username,
        f"news.album:{album.pk}",
        {"public": True},
    )


def test_an_editor_closes_an_album_of_the_own_unit(client, of_commune):
    home = own_collection(client, of_commune)
    album = factories.album(collection=home.add_child(name="Ngày hội"))

    typed = ALBUM | {"collection": str(album.collection_id)}
    del typed["is_public"]
    client.post(at(Album, "edit", album.pk), typed)

    album.refresh_from_db()
    assert album.is_public is False


def test_an_album_of_another_unit_cannot_be_touched(client, of_commune):
    own_collection(client, of_commune)
    other = factories.album("Của tỉnh")

    answers = [
        client.get(at(Album, "edit", other.pk)),
        client.post(at(Album, "edit", other.pk), ALBUM),
        client.post(at(Album, "add"), ALBUM | {"collection": str(other.collection_id)}),
    ]

    assert [answer.status_code for answer in answers[:2]] == [302, 302]
    assert list(Album.objects.values_list("title", flat=True)) == ["Của tỉnh"]
    assert "Của tỉnh" not in client.get(at(Album, "list")).content.decode()


def test_nobody_deletes_an_album(client, of_province):
    album = factories.album()
    client.force_login(of_province)

    client.post(at(Album, "delete", album.pk))

    assert Album.objects.filter(pk=album.pk).exists()


def test_editors_of_the_province_keep_columns_and_sites(client, of_province):
    client.force_login(of_province)

    client.post(at(Link, "add"), LINK)
    client.post(
        at(Category, "add"),
        {"name": "Thời sự", "slug": "thoi-su", "description": "", "order": "1"},
    )
    link = Link.objects.get()
    client.post(at(Link, "delete", link.pk))

    assert Category.objects.get().name == "Thời sự"
    assert Link.objects.count() == 0
    assert list(Entry.objects.filter(action__startswith="news.").values_list("action", "subject"))[
        -3:
    ] == [
        ("news.kept", f"news.link:{link.pk}"),
        ("news.kept", f"news.category:{Category.objects.get().pk}"),
        ("news.removed", f"news.link:{link.pk}"),
    ]


def test_editors_of_a_commune_do_not(client, of_commune):
    client.force_login(of_commune)

    client.post(at(Link, "add"), LINK)
    client.post(at(Category, "add"), {"name": "X", "slug": "x", "description": "", "order": "1"})

    assert (Link.objects.count(), Category.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", ["handler", "auditor"])
def test_who_edits_no_news_keeps_nothing(client, index, role):
    client.force_login(factories.officer(index.unit, role))

    client.post(at(Album, "add"), ALBUM)

    assert Album.objects.count() == 0


def test_a_site_that_runs_code_is_refused_at_its_field(client, of_province):
    client.force_login(of_province)

    shown = client.post(at(Link, "add"), LINK | {"url": "javascript:alert(1)"})

    assert (shown.status_code, Link.objects.count()) == (200, 0)
    assert "javascript:alert(1)" in shown.content.decode()


def test_the_forms_open(client, of_province):
    client.force_login(of_province)
    made = [factories.album(), factories.category(), Link.objects.create(**LINK | {"order": 1})]

    urls = [at(type(one), "edit", one.pk) for one in made] + [at(type(one), "list") for one in made]

    assert {client.get(url).status_code for url in urls} == {200}


def test_an_album_of_a_unit_that_has_a_list_names_it(client, of_province, index):
    services.open_list(parent=index, unit=factories.unit())
    client.force_login(of_province)

    client.post(at(Album, "add"), ALBUM)

    assert Album.objects.get().unit == index.unit
