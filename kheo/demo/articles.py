"""Invented news: articles of the year, one set for later, one that waits for the head, an album."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone
from wagtail.models import Collection
from wagtail.rich_text import RichText

from kheo.demo import pictures
from kheo.demo.days import ago
from kheo.demo.people import Desk, Staff
from kheo.demo.words import told
from kheo.foundation.accounts.models import User
from kheo.know.news import services as news
from kheo.know.news.models import Album, Category, Link, NewsIndex, NewsPage, Photo
from kheo.know.news.services.addresses import slug_of
from kheo.know.newsroom import services as newsroom

CREDIT = "tranh vẽ của bản dùng thử"
WAY = "approved"


@dataclass(frozen=True)
class Paper:
    """The lists to write for, with the collection of each, and who writes."""

    lists: dict[str, NewsIndex]
    collections: dict[str, Collection]
    categories: dict[str, Category]
    editor: User
    now: datetime
    random: Random


def live(
    staff: Staff, *, chosen: Desk, index: NewsIndex, now: datetime, random: Random
) -> list[NewsPage]:
    """Publish a year of news, oldest first; return the articles of the chosen commune."""
    said = told("articles")
    paper = _paper(said, staff, chosen, index, now, random)
    written = sorted(said["articles"], key=lambda one: -int(one["days"]))
    articles = [_published(paper, one) for one in written]
    _scheduled(paper, said["scheduled"])
    _waiting(paper, said["waiting"], chosen)
    _album(paper, said["album"], chosen)
    own = paper.lists["commune"].path
    return [article for article in articles if article.path.startswith(own)]


def _paper(
    said: dict[str, Any],
    staff: Staff,
    chosen: Desk,
    index: NewsIndex,
    now: datetime,
    random: Random,
) -> Paper:
    lists = {"province": index, "commune": news.open_list(parent=index, unit=chosen.unit)}
    desks = {name: newsroom.open_desk(one) for name, one in lists.items()}
    categories = {one["slug"]: Category.objects.create(**one) for one in said["categories"]}
    links = [Link.objects.create(**one) for one in said["links"]]
    columns: list[Category | Link] = [*categories.values(), *links]
    for kept in columns:
        news.note_kept(action="news.kept", kept=kept, by=staff.editor.username, now=now)
    collections = {name: desk.collection for name, desk in desks.items()}
    return Paper(lists, collections, categories, staff.editor, now, random)


# --- Articles ---------------------------------------------------------------------------------


def _published(paper: Paper, said: dict[str, Any]) -> NewsPage:
    at = ago(paper.now, int(said["days"]), int(said.get("hour", 9)), paper.random.randint(0, 59))
    # Straight into the list: a revision of each would cost as much as the rest of the year.
    article = _written(
        paper, said, live=True, published_at=at, first_published_at=at, last_published_at=at
    )
    news.note(action="news.published", page=article, by=paper.editor.username, now=at)
    return article


def _written(paper: Paper, said: dict[str, Any], **more: Any) -> NewsPage:
    """Put an article into its list, as a draft unless it is said to be live."""
    place = said.get("list", "province")
    index = NewsIndex.objects.get(pk=paper.lists[place].pk)
    article = NewsPage(
        title=said["title"],
        slug=slug_of(said["title"]),
        lead=said["lead"],
        body=[*_photo(paper, said, place), *(_block(one) for one in said["body"])],
        author="Tổ thông tin xã" if place == "commune" else "Ban Biên tập",
        category=paper.categories[said["category"]],
        series=said.get("series", ""),
        owner=paper.editor,
        is_demo=True,
        **({"live": False} | more),
    )
    index.add_child(instance=article)
    return article


def _block(said: str | dict[str, str]) -> tuple[str, object]:
    if isinstance(said, str):
        return "paragraph", RichText(f"<p>{said}</p>")
    if "heading" in said:
        return "heading", said["heading"]
    return "quotation", {"text": said["quote"], "speaker": said["by"]}


def _photo(paper: Paper, said: dict[str, Any], place: str) -> list[tuple[str, object]]:
    if "photo" not in said:
        return []
    image = _kept(paper, said["photo"], paper.collections[place])
    words = {"alt": image.description, "caption": image.title, "credit": CREDIT}
    return [("photo", {"image": image, **words})]


def _kept(paper: Paper, light: str, collection: Collection) -> Photo:
    drawn = pictures.LIGHTS[light]
    photo = Photo(
        title=f"Bản bên sườn núi, {drawn.words}.",
        description=f"Tranh vẽ: núi xếp nhiều lớp, ruộng bậc thang, nhà sàn, {drawn.words}",
        file=pictures.landscape(drawn, seed=paper.random.randint(0, 9999)),
        credit=CREDIT,
        collection=collection,
        uploaded_by_user=paper.editor,
    )
    photo.save()
    return photo


def _scheduled(paper: Paper, said: dict[str, Any]) -> None:
    article = _written(paper, said)
    day = timezone.localtime(paper.now) + timedelta(days=int(said["in_days"]))
    article.go_live_at = day.replace(hour=7, minute=0, second=0, microsecond=0)
    # As the editor's button does; our own permission follows from the post.
    revision = article.save_revision(user=paper.editor)
    revision.publish(user=paper.editor, skip_permission_checks=True)
    news.note(action="news.scheduled", page=article, by=paper.editor.username, now=paper.now)


def _waiting(paper: Paper, said: dict[str, Any], chosen: Desk) -> None:
    """From now on the head of the commune looks first; one article waits for that."""
    newsroom.choose_way(index=paper.lists["commune"], way=WAY, by=chosen.head, now=paper.now)
    article = _written(paper, said)
    article.save_revision(user=paper.editor)
    workflow = article.get_workflow()
    assert workflow is not None
    workflow.start(article, paper.editor)


# --- Album ------------------------------------------------------------------------------------


def _album(paper: Paper, said: dict[str, Any], chosen: Desk) -> None:
    home = Collection.objects.get(pk=paper.collections["commune"].pk)
    collection = home.add_child(name=said["title"])
    photos = [_kept(paper, light, collection) for light in said["photos"]]
    held_on = timezone.localdate(ago(paper.now, int(said["days"])))
    Photo.objects.filter(collection=collection).update(taken_on=held_on)
    album = Album.objects.create(
        collection=collection,
        title=said["title"],
        slug=said["slug"],
        lead=said["lead"],
        held_on=held_on,
        cover=photos[0],
        unit=chosen.unit,
        is_public=True,
        is_demo=True,
    )
    news.note_kept(action="news.kept", kept=album, by=paper.editor.username, now=paper.now)
