"""Which articles were published when, by whom and after which source; their texts stay theirs."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from kheo.foundation.addresses import absolute
from kheo.insight.opendata.datasets.columns import CHUNK, IS_DEMO, URL, said
from kheo.insight.opendata.definition import Column, Dataset, Row, Type
from kheo.know.news.models import NewsPage
from kheo.verbs import Verb

READ = (
    "title", "url_path", "author", "source", "source_date", "source_key", "category__name",
    "series", "published_at", "has_time", "first_published_at", "is_demo",
)  # fmt: skip


def _rows(_now: datetime) -> Iterator[Row]:
    found = NewsPage.objects.published().select_related("category").only(*READ).order_by("pk")
    for one in found.iterator(CHUNK):
        yield (
            one.pk,
            one.title,
            one.author,
            one.source,
            one.source_date,
            one.category.name if one.category else "",
            one.series,
            _day(one.when),
            absolute(one.address),
            one.is_demo,
        )


def _day(when: date | datetime | None) -> date | None:
    return timezone.localdate(when) if isinstance(when, datetime) else when


NEWS = Dataset(
    key="tin-bai",
    title=said("Danh mục tin bài", "List of articles"),
    about=said(
        "Tít, tác giả, nguồn, chuyên mục, ngày đăng và địa chỉ của các bài trên trang này. Không "
        "kèm bài: bản quyền bài viết thuộc tác giả và nguồn.",
        "Title, author, source, section, day and address of the articles on this site. Without "
        "the texts, which belong to their authors and sources.",
    ),
    verb=Verb.KNOW,
    columns=(
        Column("id", said("Số của dòng", "Row number"), Type.WHOLE, is_key=True),
        Column("title", said("Tít", "Title"), may_go=True),
        Column("author", said("Tác giả", "Author"), may_go=True),
        Column("source", said("Nguồn", "Source"), may_go=True),
        Column("source_date", said("Ngày của nguồn", "Day of the source"), Type.DAY),
        Column("category", said("Chuyên mục", "Section")),
        Column("series", said("Loạt bài", "Series")),
        Column("published_on", said("Ngày đăng", "Published on"), Type.DAY),
        URL,
        IS_DEMO,
    ),
    rows=_rows,
    keywords=(said("tin tức", "news"),),
    page="news:index",
)
ALL = (NEWS,)
