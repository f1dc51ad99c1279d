"""Columns and series have lists of their own; the list of all news leads with one story."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from wagtail.models import PageViewRestriction

from kheo.know.news import queries, services
from kheo.know.news.models import PER_PAGE, RESERVED, Category, Link, NewsIndex
from kheo.know.news.queries import Group
from tests import factories

BAC = "Học và làm theo Bác"


def titles(response) -> list[str]:
    return [article.title for article in response.context["articles"]]


def test_a_column_lists_its_articles_newest_first(index, client):
    column = factories.category()
    for title in ("Cũ", "Mới"):
        factories.article(index, title, category=column)
    factories.article(index, "Ngoài chuyên mục")

    response = client.get("/tin/chuyen-muc/dan-van-kheo/")

    assert titles(response) == ["Mới", "Cũ"]
    assert "<h1>Dân vận khéo</h1>" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_column_costs_the_same_however_long(index, client, django_assert_num_queries, count):
    column = factories.category()
    for number in range(count):
        body = [("photo", {"image": factories.photo(), "alt": "", "caption": "", "credit": ""})]
        factories.article(index, f"Bài {number}", category=column, body=body)
    client.get(column.get_absolute_url() + "?lan=1")

    with django_assert_num_queries(6):
        response = client.get(column.get_absolute_url())

    assert (len(titles(response)), dict(response.cookies)) == (count, {})


def test_a_column_goes_on_where_it_stopped(index, client):
    column = factories.category()
    for number in range(PER_PAGE + 1):
        factories.article(index, f"Bài {number}", category=column)

    first = client.get(column.get_absolute_url())
    factories.article(index, "Vừa đăng", category=column)
    second = client.get(column.get_absolute_url() + first.context["older_url"])

    assert titles(second) == ["Bài 0"]


def test_an_empty_column_says_so_and_a_wrong_one_is_not_found(index, client):
    column = factories.category()

    assert "Chưa có bài nào" in client.get(column.get_absolute_url()).content.decode()
    assert client.get("/tin/chuyen-muc/khong-co/").status_code == 404


def test_two_spellings_of_a_series_are_one_list(index, client):
    factories.article(index, "Một", series=BAC)
    factories.article(index, "Hai", series=BAC.lower())
    factories.article(index, "Ba", series="Loạt khác")

    response = client.get("/tin/loat-bai/hoc-va-lam-theo-bac/")

    assert titles(response) == ["Hai", "Một"]


def test_a_series_that_nobody_may_read_is_not_found(index, client):
    draft = factories.article(index, series=BAC)
    draft.unpublish()

    assert client.get(draft.series_address).status_code == 404


def test_drafts_and_restricted_articles_are_in_no_list(index, client):
    column = factories.category()
    factories.article(index, "Chưa đăng", category=column, series=BAC).unpublish()
    closed = factories.article(index, "Nội bộ", category=column, series=BAC)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    factories.article(index, "Mọi người", category=column, series=BAC)

    urls = ["/tin/", column.get_absolute_url(), closed.series_address]

    assert [titles(client.get(url)) for url in urls] == [["Mọi người"]] * 3


def test_the_bar_of_columns_says_where_the_reader_is(index, client):
    column = factories.category(order=2)
    factories.category("Thời sự", order=1)

    shown = client.get(column.get_absolute_url())

    assert [one.name for one in shown.context["shelf"].categories] == ["Thời sự", "Dân vận khéo"]
    assert f'<a href="{column.get_absolute_url()}" aria-current="page">' in shown.content.decode()


def test_the_first_page_leads_with_the_newest_story_and_its_picture(index, client):
    picture = {"image": factories.photo(), "alt": "Bà con", "caption": "", "credit": ""}
    factories.article(index, "Cũ")
    newest = factories.article(index, "Mới nhất", body=[("photo", picture)])

    content = client.get("/tin/").content.decode()

    assert newest.cover == picture["image"]
    assert content.count("kh-leading") == 1
    assert 'fetchpriority="high"' in content


def test_other_sites_stand_in_their_groups_and_hear_nothing_of_the_reader(index, client):
    Link.objects.create(name="Chính phủ", url="https://chinhphu.vn/", group="Trung ương", order=1)
    Link.objects.create(name="Báo tỉnh", url="https://baosonla.vn/", group="Trong tỉnh", order=2)
    Link.objects.create(name="Mặt trận", url="https://mattran.org.vn/", group="Trung ương", order=3)

    shown = client.get("/tin/").content.decode()

    assert [(one.name, [str(link) for link in one.links]) for one in queries.links()] == [
        ("Trung ương", ["Chính phủ", "Mặt trận"]),
        ("Trong tỉnh", ["Báo tỉnh"]),
    ]
    assert shown.count('rel="noopener noreferrer nofollow" referrerpolicy="no-referrer"') == 3


def test_sites_without_a_group_are_one_group():
    assert Group("", []) == Group(name="", links=[])


# --- What cannot be ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "ftp://chinhphu.vn/", "//chinhphu.vn", "http:///x"],
)
def test_a_link_leads_to_a_site_or_is_refused_twice(db, url):
    link = Link(name="Xấu", url=url)

    with pytest.raises(ValidationError):
        link.full_clean()
    with pytest.raises(IntegrityError, match="link_leads_to_a_site"):
        link.save()


def test_a_link_carries_nobodys_password(db):
    with pytest.raises(ValidationError, match="mật khẩu"):
        Link(name="Xấu", url="https://lan:bimat@chinhphu.vn/").full_clean()


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"name": "", "slug": "x"}, "category_has_a_name"),
        ({"name": "x", "slug": ""}, "category_has_an_address"),
    ],
)
def test_a_column_has_a_name_and_an_address(db, fields, name):
    with pytest.raises(IntegrityError, match=name):
        Category.objects.create(**fields)


def test_two_columns_have_two_addresses(db):
    factories.category()

    with pytest.raises(IntegrityError, match="slug"):
        factories.category("Dân vận khéo ", slug="dan-van-kheo")


def test_a_link_has_a_name(db):
    with pytest.raises(IntegrityError, match="link_has_a_name"):
        Link.objects.create(name="", url="https://chinhphu.vn/")


def test_a_column_with_articles_stays(index):
    column = factories.category()
    factories.article(index, category=column)

    with pytest.raises(ProtectedError):
        column.delete()


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_no_page_takes_an_address_that_leads_elsewhere(index, slug):
    with pytest.raises(ValidationError, match="Địa chỉ này đã dùng"):
        index.add_child(instance=NewsIndex(title="Trùng", slug=slug))


def test_an_imported_article_goes_around_a_reserved_address(index):
    text = "Ảnh\nBà con cùng làm đường, ai cũng vui và đường đã rộng hơn trước rất nhiều."
    imported = services.import_article(
        text=text, key="old/1", index=index, by=None, now=factories.MONDAY, headline="Ảnh"
    )

    assert imported.article.slug == "anh-2"
