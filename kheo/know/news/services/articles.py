"""Articles from elsewhere: read, published once, and never overwritten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as audit
from kheo.foundation.vietnamese import legacy
from kheo.know.news import importing, permissions
from kheo.know.news.models import RESERVED, NewsIndex, NewsPage, Photo
from kheo.know.news.services.addresses import slug_of

HERE = Path(__file__).parents[1]
Pictures = Callable[[importing.Part], Photo | None]


class HeadlineMissing(ValueError):
    """The original has no headline; somebody must supply one."""


@dataclass(frozen=True)
class Imported:
    """What became of an original: its article, whether it is new, and what was left out."""

    article: NewsPage
    is_new: bool
    omitted: tuple[importing.Omitted, ...]


def import_article(
    *,
    text: str,
    key: str,
    index: NewsIndex,
    by: User | None,
    now: datetime,
    headline: str = "",
    is_demo: bool = False,
) -> Imported:
    """Publish the printed text of a page as it stands; see `import_original`."""
    return import_original(
        original=importing.read(text),
        key=key,
        index=index,
        by=by,
        now=now,
        headline=headline,
        is_demo=is_demo,
    )


@transaction.atomic
def import_original(
    *,
    original: importing.Original,
    key: str,
    index: NewsIndex,
    by: User | None,
    now: datetime,
    headline: str = "",
    is_demo: bool = False,
    pictures: Pictures = lambda _part: None,
) -> Imported:
    """Publish an original; the same key is imported once and never overwritten.

    `by` is None for the system itself; `pictures` finds the photo of a part. Raises
    HeadlineMissing.
    """
    if by and not permissions.may_edit(by, index):
        raise PermissionDenied(_("Bạn không biên tập trang tin này."))
    if not (original.headline or headline):
        raise HeadlineMissing(_("Bản gốc không có tít: hãy đặt tít cho bài."))
    article = NewsPage.objects.filter(source_key=key).first()
    if article:
        return Imported(article, False, original.omitted)
    article = _article(original, headline, pictures)
    article.source_key, article.is_demo = key, is_demo
    _publish(article, index=index, by=by, now=now)
    audit.record(
        action="news.imported",
        on=f"news:{article.pk}",
        by=by.username if by else "",
        at=now,
        detail={"key": key, "omitted": [line.text for line in original.omitted]},
    )
    return Imported(article, True, original.omitted)


def import_seeds(*, index: NewsIndex, by: User | None, now: datetime) -> list[Imported]:
    """Import the five texts that Khéo began with."""
    return [
        import_article(
            text=legacy.to_unicode((HERE / "seeds" / seed["file"]).read_bytes()),
            key=f"seeds/{seed['file']}",
            index=index,
            by=by,
            now=now,
            headline=seed.get("headline", ""),
        )
        for seed in yaml.safe_load((HERE / "seeds.yaml").read_text("utf-8"))
    ]


def _article(original: importing.Original, headline: str, pictures: Pictures) -> NewsPage:
    title = original.headline or headline
    return NewsPage(
        title=title,
        lead=original.lead,
        is_title_supplied=not original.headline,
        series=original.series,
        author=original.author,
        source=original.source,
        source_date=original.source_date,
        published_at=_published_at(original),
        has_time=original.published_time is not None,
        body=[_block(part, pictures) for part in original.body],
    )


def _published_at(original: importing.Original) -> datetime | None:
    if original.published_on is None:
        return None
    at = original.published_time or datetime.min.time()
    return timezone.make_aware(datetime.combine(original.published_on, at))


def _block(part: importing.Part, pictures: Pictures) -> tuple[str, object]:
    if part.kind == "paragraph":
        # Markup was cleaned where it was read; printed text is written as text.
        inside = mark_safe(part.markup) if part.markup else part.text  # noqa: S308
        return "paragraph", RichText(format_html("<p>{}</p>", inside))
    if part.kind == "photo":
        return "photo", _photo(part, pictures(part) if part.image else None)
    if part.kind == "quotation":
        return "quotation", {"text": part.text, "speaker": ""}
    return part.kind, part.text


def _photo(part: importing.Part, photo: Photo | None) -> dict[str, object]:
    return {"image": photo, "alt": part.alt, "caption": part.text, "credit": part.credit}


def _publish(article: NewsPage, *, index: NewsIndex, by: User | None, now: datetime) -> None:
    article.live = False
    article.owner = by
    article.first_published_at = now
    article.slug = _free_slug(article.title, index)
    index.add_child(instance=article)
    # Our own permission has been asked; Wagtail knows only its groups.
    article.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    article.refresh_from_db()


def _free_slug(title: str, index: NewsIndex) -> str:
    base = slug_of(title)
    children = index.get_children().filter(slug__startswith=base)
    taken = RESERVED | set(children.values_list("slug", flat=True))
    numbered = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)
