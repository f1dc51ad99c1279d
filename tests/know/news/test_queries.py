"""What the portal asks of news."""

import pytest
from django.db import connection
from django.db.models import F
from wagtail.models import Page, PageViewRestriction

from kheo.know.news import queries, services
from kheo.know.news.queries import NewsItem
from tests import factories
from tests.factories import MONDAY


def titles(items: list[NewsItem]) -> list[str]:
    return [item.title for item in items]


def test_the_latest_come_first_in_one_query(index, django_assert_num_queries):
    for title in ("Một", "Hai", "Ba"):
        factories.article(index, title)

    with django_assert_num_queries(1):
        found = queries.latest(2)

    assert titles(found) == ["Ba", "Hai"]


def test_an_item_says_what_a_list_shows(index):
    made = factories.article(
        index, "Mở đường", author="Ngọc Thuấn", source="Theo TTXVN", published_at=MONDAY
    )

    assert queries.latest(1) == [
        NewsItem(
            title="Mở đường",
            url=f"/tin/{made.slug}/",
            when=MONDAY,
            teaser="Bà con cùng làm.",
            author="Ngọc Thuấn",
            source="Theo TTXVN",
        )
    ]


@pytest.mark.parametrize("asked", ["dan van kheo", "Dân vận khéo", "KHÉO  dân", "“khéo”"])
def test_search_ignores_marks_case_and_order(index, asked):
    factories.article(index, "Phong trào “Dân vận khéo”")
    factories.article(index, "Giá cà phê")

    assert titles(queries.search(asked, 10)) == ["Phong trào “Dân vận khéo”"]


@pytest.mark.parametrize("asked", ["hoá", "hóa", "hoa"])
def test_search_knows_both_spellings_of_tones(index, asked):
    factories.article(index, "Văn hoá")
    factories.article(index, "Chuyển hóa")

    assert sorted(titles(queries.search(asked, 10))) == ["Chuyển hóa", "Văn hoá"]


def test_search_reads_body_captions_and_author(index):
    services.import_seeds(index=index, by=None, now=MONDAY)

    assert titles(queries.search("lãnh đạo xã Ngọc Chiến, huyện Mường La", 10)) == [
        "Tập trung làm tốt công tác dân vận"
    ]
    assert titles(queries.search("thuy loan", 10)) == ["Thực hiện “Năm dân vận khéo” 2020"]
    assert titles(queries.search("1.339 cán bộ", 10)) == [
        "Phát huy vai trò gương mẫu của người đứng đầu trong thực hiện dân chủ cơ sở"
    ]


@pytest.mark.parametrize(
    "asked", ["", "  ", "…", "' | & !", "<script>", "\x00", "🙂", "x" * 10_000]
)
def test_a_search_for_nothing_finds_nothing(index, asked):
    factories.article(index)

    assert queries.search(asked, 10) == []


def test_a_title_is_worth_more_than_the_body(index):
    factories.article(index, "Cà phê được mùa", body=[("paragraph", "<p>Ở Mai Sơn.</p>")])
    body = [("paragraph", "<p>" + "Bà con nói chuyện. " * 50 + "Rồi uống cà phê.</p>")]
    factories.article(index, "Họp bản", body=body)

    assert titles(queries.search("ca phe", 10)) == ["Cà phê được mùa", "Họp bản"]


def test_words_that_very_many_articles_have_show_the_newest(index, monkeypatch):
    for title in ("Cà phê được mùa", "Họp bản", "Chợ phiên"):
        body = [("paragraph", "<p>Uống cà phê.</p>")] if title == "Họp bản" else []
        factories.article(index, title, body=body)
    monkeypatch.setattr("kheo.know.news.queries.articles.MOST_SORTED", 1)

    assert titles(queries.search("ca phe", 10)) == ["Họp bản", "Cà phê được mùa"]
    assert titles(queries.search("phe", 1)) == ["Họp bản"]


def test_drafts_are_for_editors_only(index):
    draft = factories.article(index, "Chưa đăng")
    draft.unpublish()

    assert queries.latest(10) == queries.search("chưa đăng", 10) == []
    assert queries.article(draft.slug) is None


def test_what_lies_below_a_restricted_list_is_not_public(index):
    unit = services.open_list(parent=index, unit=factories.unit())
    article = factories.article(unit, "Nội bộ")
    PageViewRestriction.objects.create(page=unit, restriction_type=PageViewRestriction.LOGIN)

    assert queries.latest(10) == []
    assert queries.article(f"{unit.slug}/{article.slug}") is None


def test_search_can_use_its_index(index):
    """The expression asked for is the indexed one; a few rows need some persuasion."""
    with connection.cursor() as cursor:
        for way in ("seqscan", "nestloop", "indexscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")

        plan = queries.found(["dan", "van"]).explain()

    assert "Bitmap Index Scan on news_words" in plan


def test_the_tree_finds_what_was_changed_last_by_an_index(index):
    last = Page.objects.order_by(F("latest_revision_created_at").desc(nulls_last=True))
    with connection.cursor() as cursor:
        for way in ("seqscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")

        plan = last[:50].explain()

    assert "news_pages_changed" in plan
