"""Everything that changes news outside Wagtail's own editor, and the trail of what it changes."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site
from wagtail.rich_text import RichText

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as audit
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import legacy
from kheo.foundation.vietnamese.text import fold
from kheo.know.news import importing, permissions, queries
from kheo.know.news.models import RESERVED, ROOT, NewsIndex, NewsPage

HERE = Path(__file__).parent
LONGEST_SLUG = 80
# What an editor may do in a list and with the library of pictures.
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
PICTURE_RIGHTS = ("add_image", "choose_image")


class HeadlineMissing(ValueError):
    """The original has no headline; somebody must supply one."""


@dataclass(frozen=True)
class Imported:
    """What became of an original: its article, whether it is new, and what was left out."""

    article: NewsPage
    is_new: bool
    omitted: tuple[importing.Omitted, ...]


# --- The site ---------------------------------------------------------------------------------


@transaction.atomic
def ensure_site(*, hostname: str, port: int, title: str, unit: Unit | None = None) -> NewsIndex:
    """Make the tree that is served under /tin/ and remove the page that Wagtail begins with."""
    index = queries.root() or _plant(title, unit)
    if unit and index.unit_id != unit.pk:
        index.unit = unit
        index.save()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": hostname, "port": port, "root_page": index, "site_name": title},
    )
    welcome = Page.objects.filter(depth=2, slug="home", numchild=0)
    welcome.filter(content_type__app_label="wagtailcore", content_type__model="page").delete()
    return index


def _plant(title: str, unit: Unit | None) -> NewsIndex:
    index = NewsIndex(title=title, slug=ROOT, unit=unit)
    Page.objects.get(depth=1).add_child(instance=index)
    return index


@transaction.atomic
def open_list(*, parent: NewsIndex, unit: Unit) -> NewsIndex:
    """Give a unit its own list of news below another, made once."""
    found: NewsIndex | None = NewsIndex.objects.child_of(parent).filter(unit=unit).first()
    if found:
        return found
    name = unit.full_name
    index = NewsIndex(title=name[:1].upper() + name[1:], slug=_slug(name), unit=unit)
    parent.add_child(instance=index)
    return index


# --- Editors ----------------------------------------------------------------------------------


@transaction.atomic
def grant_editor(*, user: User, index: NewsIndex) -> None:
    """Let a person edit in this list and those below it, in Wagtail's own terms."""
    user.groups.add(_editors(index))


@transaction.atomic
def revoke_editor(*, user: User, index: NewsIndex) -> None:
    """Take back what `grant_editor` gave."""
    user.groups.remove(_editors(index))


def _editors(index: NewsIndex) -> Group:
    group, is_new = Group.objects.get_or_create(name=f"Biên tập trang tin số {index.pk}")
    if is_new:
        group.permissions.add(_right("access_admin"))
        for right in PAGE_RIGHTS:
            GroupPagePermission.objects.create(group=group, page=index, permission=_right(right))
        library = Collection.get_first_root_node()
        for right in PICTURE_RIGHTS:
            GroupCollectionPermission.objects.create(
                group=group, collection=library, permission=_right(right)
            )
    return group


def _right(codename: str) -> Permission:
    return Permission.objects.get(codename=codename, content_type__app_label__startswith="wagtail")


# --- Articles from elsewhere ------------------------------------------------------------------


@transaction.atomic
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
    """Publish an original as it stands; the same key is imported once and never overwritten.

    `by` is None for the system itself. Raises HeadlineMissing, importing.NothingToRead.
    """
    if by and not permissions.may_edit(by, index):
        raise PermissionDenied(_("Bạn không biên tập trang tin này."))
    original = importing.read(text)
    if not (original.headline or headline):
        raise HeadlineMissing(_("Bản gốc không có tít: hãy đặt tít cho bài."))
    article = NewsPage.objects.filter(source_key=key).first()
    if article:
        return Imported(article, False, original.omitted)
    article = _article(original, headline)
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


def _article(original: importing.Original, headline: str) -> NewsPage:
    title = original.headline or headline
    return NewsPage(
        title=title,
        is_title_supplied=not original.headline,
        series=original.series,
        author=original.author,
        source=original.source,
        source_date=original.source_date,
        published_at=_published_at(original),
        has_time=original.published_time is not None,
        body=[_block(part) for part in original.body],
    )


def _published_at(original: importing.Original) -> datetime | None:
    if original.published_on is None:
        return None
    at = original.published_time or datetime.min.time()
    return timezone.make_aware(datetime.combine(original.published_on, at))


def _block(part: importing.Part) -> tuple[str, object]:
    if part.kind == "paragraph":
        return "paragraph", RichText(format_html("<p>{}</p>", part.text))
    if part.kind == "photo":
        return "photo", {"image": None, "alt": "", "caption": part.text, "credit": part.credit}
    return part.kind, part.text


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
    base = _slug(title)
    children = index.get_children().filter(slug__startswith=base)
    taken = RESERVED | set(children.values_list("slug", flat=True))
    numbered = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)


def _slug(title: str) -> str:
    """Write an address without marks, cut between words."""
    words = slugify(fold(title))
    return words if len(words) <= LONGEST_SLUG else words[: LONGEST_SLUG + 1].rpartition("-")[0]


# --- The trail --------------------------------------------------------------------------------


def note(*, action: str, page: Page, by: str, now: datetime) -> None:
    """Write into the log what an editor did in Wagtail."""
    audit.record(action=action, on=f"news:{page.pk}", by=by, at=now)
