"""Fills a database of its own with a province's news: lists, articles, versions, their log."""

import json
import multiprocessing
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.db import connection
from django.db.models import Model
from django.utils.text import slugify
from PIL import Image
from psycopg.sql import SQL, Identifier
from tqdm import tqdm
from wagtail.models import Locale, Page, PageLogEntry, Revision

from bench import filling, letters
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese.text import fold
from kheo.foundation.visits.models import PageDay
from kheo.know.news import queries
from kheo.know.news import services as news
from kheo.know.news.models import Category, NewsIndex, NewsPage, Photo

ARTICLES = int(os.environ.get("KHEO_BENCH_ARTICLES", "200000"))
DAYS = 12 * 365
BATCH = 5_000
WRITTEN = 3_000
PHOTOS, WITH_A_PHOTO = 24, 0.3
SERIES, IN_A_SERIES = 40, 0.15
VERSIONS = 1_000
READ_DAYS, READ_EACH_DAY = 30, 3_000
CATEGORIES = (
    "Thời sự", "Kinh tế", "Văn hóa", "Xã hội", "Dân vận khéo", "Nông thôn mới", "Giáo dục",
    "Y tế", "Quốc phòng", "Pháp luật", "Thể thao", "Du lịch",
)  # fmt: skip
AGAIN = """
INSERT INTO wagtailcore_revision (content_type_id, base_content_type_id, object_id, created_at,
    user_id, object_str, content)
SELECT content_type_id, base_content_type_id, object_id, created_at + n * interval '1 minute',
    user_id, object_str, content
FROM wagtailcore_revision, generate_series(1, {versions}) n WHERE object_id = '{article}';
INSERT INTO wagtailcore_pagelogentry (content_type_id, label, action, data, timestamp, uuid,
    user_id, page_id, content_changed, deleted, revision_id)
SELECT p.content_type_id, p.title, 'wagtail.edit', '{{}}', r.created_at, gen_random_uuid(),
    r.user_id, p.id, true, false, r.id
FROM wagtailcore_revision r JOIN wagtailcore_page p ON p.id = {article}
WHERE r.object_id = '{article}'
"""
AFTER = """
UPDATE wagtailcore_page p SET numchild = c.many FROM (
    SELECT left(path, -4) AS above, count(*) AS many FROM wagtailcore_page
    WHERE depth > 2 GROUP BY 1
) c WHERE c.above = p.path;
UPDATE wagtailcore_page p SET latest_revision_id = r.id, has_unpublished_changes = true
FROM (SELECT max(id) AS id FROM wagtailcore_revision WHERE object_id = '{article}') r
WHERE p.id = {article};
SELECT setval(pg_get_serial_sequence('wagtailcore_page', 'id'),
    (SELECT max(id) FROM wagtailcore_page));
SELECT setval(pg_get_serial_sequence('wagtailcore_revision', 'id'),
    (SELECT max(id) FROM wagtailcore_revision))
"""

Row = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A list, and after how many of its children articles begin."""

    path: str
    url_path: str
    depth: int
    children: int


@dataclass(frozen=True)
class Ground:
    """What every process has to know."""

    now: datetime
    first: int
    lists: list[Place]
    categories: list[int]
    photos: list[int]
    editor: int
    locale: int
    page_type: int
    article_type: int


def fill(*, editor: int, now: datetime) -> None:
    """Write all articles; nothing is there yet but the lists and the seeds."""
    ground = _ground(editor, now)
    _leave()
    with _without_words():
        parts = [(ground, first) for first in range(0, ARTICLES, BATCH)]
        context = multiprocessing.get_context("fork")
        with (
            ProcessPoolExecutor(os.cpu_count(), context) as pool,
            tqdm(total=ARTICLES, desc="bài viết", unit="", unit_scale=True) as bar,
        ):
            for written in pool.map(_write, parts):
                bar.update(written)
    with filling.connected() as raw:
        for statement in (AGAIN.replace(";", ";\n") + ";" + AFTER).split(";"):
            said = statement.format(versions=VERSIONS, article=ground.first)
            raw.execute(said.encode())
    _read_much(ground.first, now)


def busiest() -> NewsPage:
    """Give the article that has most versions and all the comments: the first one written."""
    return NewsPage.objects.filter(source_key="").order_by("pk")[0]  # type: ignore[no-any-return]


def open_lists(home: Unit) -> None:
    """Open the list of every commune below the list of the province."""
    root = queries.root()
    assert root is not None
    for unit in Unit.objects.filter(parent=home, level=Unit.Level.COMMUNE, valid_to=None):
        news.open_list(parent=root, unit=unit)


def _leave() -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


def _ground(editor: int, now: datetime) -> Ground:
    for place, name in enumerate(CATEGORIES):
        slug = slugify(fold(name))
        Category.objects.get_or_create(name=name, defaults={"slug": slug, "order": place})
    latest = Page.objects.order_by("-pk").first()
    assert latest is not None
    return Ground(
        now=now,
        first=latest.pk + 1,
        lists=[
            Place(one.path, one.url_path, one.depth, one.get_children_count())
            for one in NewsIndex.objects.order_by("depth", "pk")
        ],
        categories=list(Category.objects.order_by("pk").values_list("pk", flat=True)),
        photos=[_photo(number).pk for number in range(PHOTOS)],
        editor=editor,
        locale=Locale.get_default().pk,
        page_type=ContentType.objects.get_for_model(Page).pk,
        article_type=ContentType.objects.get_for_model(NewsPage).pk,
    )


def _photo(number: int) -> Photo:
    title = f"Ảnh số {number}"
    found: Photo | None = Photo.objects.filter(title=title).first()
    if found:
        return found
    small = Image.frombytes("RGB", (12, 8), Random(number).randbytes(12 * 8 * 3))
    written = BytesIO()
    small.resize((1500, 1000), Image.Resampling.BICUBIC).save(written, "JPEG")
    file = ImageFile(written, name=f"bench-{number}.jpg")
    made: Photo = Photo.objects.create(title=title, file=file, credit="PV", description=title)
    return made


@contextmanager
def _without_words() -> Iterator[None]:
    """Take the index of words away while articles come, and build it in one go."""
    named = "SELECT pg_get_indexdef('news_words'::regclass)"
    with filling.connected() as raw:
        (definition,) = raw.execute(named).fetchone() or ("",)
        raw.execute("DROP INDEX news_words")
    yield
    with filling.connected() as raw:
        raw.execute(definition.encode())


# --- Rows -------------------------------------------------------------------------------------


def _write(part: tuple[Ground, int]) -> int:
    ground, first = part
    numbers = range(first, min(first + BATCH, ARTICLES))
    rows = [_rows(number, ground) for number in numbers]
    tables: tuple[type[Model], ...] = (Page, NewsPage, Revision, PageLogEntry)
    with filling.connected() as raw, raw.transaction():
        for model, several in zip(tables, zip(*rows, strict=True), strict=True):
            copy(raw, model, several)
    return len(numbers)


def copy(raw: Any, model: type[Model], rows: Iterable[Row]) -> None:
    """Write rows of one table, with what its model would fill in."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    listed = list(rows)
    plain = {str(f.column): f.get_default() for f in fields if not f.primary_key}
    columns = sorted({*plain, *listed[0]})
    sql = SQL("COPY {} ({}) FROM STDIN").format(
        Identifier(model._meta.db_table), SQL(", ").join(map(Identifier, columns))
    )
    with raw.cursor() as cursor, cursor.copy(sql) as copying:
        for row in listed:
            full = {**plain, **row}
            copying.write_row([full[column] for column in columns])


def _rows(number: int, ground: Ground) -> tuple[Row, Row, Row, Row]:
    random = Random(number)
    at = ground.now - timedelta(days=DAYS * (1 - number / ARTICLES), seconds=60)
    title, folded_title = _told(random, heading=True)
    page = _page(number, ground, title, at, random)
    article = _article(page["id"], ground, title, folded_title, at, random)
    return page, article, _version(page, ground), _entry(page, ground)


def _told(random: Random, *, heading: bool = False) -> tuple[str, str]:
    text, folded, title, folded_title = _written()[random.randrange(WRITTEN)]
    return (title, folded_title) if heading else (text, folded)


def _written() -> list[tuple[str, str, str, str]]:
    if not _paragraphs:
        _paragraphs.extend(map(_paragraph, range(1, WRITTEN + 1)))
    return _paragraphs


_paragraphs: list[tuple[str, str, str, str]] = []


def _paragraph(number: int) -> tuple[str, str, str, str]:
    told = letters.letter(number, "xã nhà")
    folded, heading = " ".join(told.folded), " ".join(told.heading_folded)
    return told.text, folded, told.heading, heading


def _page(number: int, ground: Ground, title: str, at: datetime, random: Random) -> Row:
    place, step = _place(number, ground)
    slug = f"{slugify(fold(title))[:80]}-{number}"
    pk = ground.first + number
    return {
        "id": pk,
        "path": Page._get_path(place.path, place.depth + 1, place.children + step),
        "depth": place.depth + 1,
        "translation_key": uuid.UUID(int=random.getrandbits(128), version=4),
        "locale_id": ground.locale,
        "latest_revision_id": pk + ARTICLES,
        "live_revision_id": pk + ARTICLES,
        "latest_revision_created_at": at,
        "first_published_at": at,
        "last_published_at": at,
        "title": title,
        "draft_title": title,
        "slug": slug,
        "content_type_id": ground.article_type,
        "url_path": f"{place.url_path}{slug}/",
        "owner_id": ground.editor,
        "seo_title": "",
        "search_description": "",
    }


def _place(number: int, ground: Ground) -> tuple[Place, int]:
    """Give the list of an article and its place there: two of five stand in the province's own."""
    turn, rest = divmod(number, 5)
    if rest < 2:
        return ground.lists[0], turn * 2 + rest + 1
    other, communes = turn * 3 + rest - 2, len(ground.lists) - 1
    return ground.lists[1 + other % communes], other // communes + 1


def _article(
    pk: int, ground: Ground, title: str, folded_title: str, at: datetime, random: Random
) -> Row:
    lead, folded_lead = _told(random)
    told = [_told(random) for _ in range(4 + random.randrange(4))]
    blocks: list[tuple[str, Any]] = [("paragraph", f"<p>{text}</p>") for text, _folded in told]
    photo = random.choice(ground.photos) if random.random() < WITH_A_PHOTO else None
    if photo:
        shown = {"image": photo, "alt": "Ảnh", "is_decorative": False, "caption": title}
        blocks.insert(1, ("photo", shown | {"credit": "PV"}))
    series = f"Loạt bài {random.randrange(SERIES)}" if random.random() < IN_A_SERIES else ""
    category = ground.categories[int(len(ground.categories) * random.random() ** 2)]
    return {
        "page_ptr_id": pk,
        "lead": lead[:300],
        "body": json.dumps(
            [
                {"type": kind, "value": value, "id": str(uuid.UUID(int=pk * 16 + n))}
                for n, (kind, value) in enumerate(blocks)
            ]
        ),  # fmt: skip
        "author": "PV",
        "category_id": category,
        "series": series,
        "series_slug": slugify(fold(series)),
        "published_at": at,
        "listed_at": at,
        "cover_id": photo,
        "teaser": lead[:200],
        "folded_title": folded_title,
        "folded": " ".join([folded_lead, *(folded for _text, folded in told)]),
    }


def _version(page: Row, ground: Ground) -> Row:
    content = {"pk": page["id"], "title": page["title"], "path": page["path"]}
    return {
        "id": page["latest_revision_id"],
        "content_type_id": ground.article_type,
        "base_content_type_id": ground.page_type,
        "object_id": str(page["id"]),
        "created_at": page["first_published_at"],
        "user_id": ground.editor,
        "object_str": page["title"],
        "content": json.dumps(content),
    }


def _entry(page: Row, ground: Ground) -> Row:
    return {
        "content_type_id": ground.article_type,
        "label": page["title"],
        "action": "wagtail.publish",
        "data": "{}",
        "timestamp": page["first_published_at"],
        "uuid": uuid.UUID(int=page["id"]),
        "user_id": ground.editor,
        "revision_id": page["latest_revision_id"],
        "page_id": page["id"],
        "content_changed": True,
    }


def _read_much(first: int, now: datetime) -> None:
    """Give each of the last days as many opened articles as a busy site has."""
    random = Random(5)
    read = [first + int(ARTICLES * (1 - random.random() ** 3)) for _ in range(READ_EACH_DAY)]
    found: Callable[[], Any] = NewsPage.objects.filter(pk__in=read).only("url_path").iterator
    paths = [article.address for article in found()]
    PageDay.objects.bulk_create(
        [
            PageDay(path=path, day=now.date() - timedelta(days=ago), seen=random.randrange(1, 400))
            for path in paths
            for ago in range(READ_DAYS)
        ],
        batch_size=5_000,
        ignore_conflicts=True,
    )
