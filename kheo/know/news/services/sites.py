"""A whole older site brought over: its articles, their photos, and the way from old addresses."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha1
from pathlib import Path
from textwrap import shorten

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection

from kheo.foundation.accounts.models import User
from kheo.foundation.log import services as audit
from kheo.know.news import importing, pictures
from kheo.know.news.importing.folders import Folder, Found
from kheo.know.news.models import NewsIndex, NewsPage, Photo
from kheo.know.news.services.articles import HeadlineMissing, import_original

LINK = re.compile(r'href="(?P<address>[^"]*)"')
LONGEST_TITLE = 250


@dataclass(frozen=True)
class Result:
    """What became of one place of the old site."""

    found: Found
    article: NewsPage | None = None
    is_new: bool = False
    why: str = ""
    # Pictures that the page named and the folder does not hold, or that cannot be read.
    missing: tuple[str, ...] = ()

    @property
    def omitted(self) -> tuple[importing.Omitted, ...]:
        return self.found.original.omitted if self.found.original else ()


def import_site(
    *, folder: Folder, index: NewsIndex, by: User | None, now: datetime
) -> Iterator[Result]:
    """Bring the articles of a folder into a list, one by one; doing it again adds what is new.

    Each article is committed for itself, so an interrupted import goes on where it ended.
    """
    collection = _collection(index)
    counted: Counter[str] = Counter()
    for found in folder.articles():
        result = _bring(found, folder=folder, index=index, collection=collection, by=by, now=now)
        counted["new" if result.is_new else "kept" if result.article else "refused"] += 1
        yield result
    audit.record(
        action="news.site_imported",
        on=f"news:{index.pk}",
        by=by.username if by else "",
        at=now,
        detail={"host": folder.host} | dict(counted),
    )


def _bring(
    found: Found,
    *,
    folder: Folder,
    index: NewsIndex,
    collection: Collection,
    by: User | None,
    now: datetime,
) -> Result:
    if found.original is None:
        return Result(found, why=found.why)
    library = _Library(folder, found.place, collection, by)
    try:
        with transaction.atomic():
            brought = import_original(
                original=_turned(found.original, folder),
                key=_key(folder, found),
                index=index,
                by=by,
                now=now,
                pictures=library.photo,
            )
            _lead_there(found.address, brought.article)
    except HeadlineMissing as error:
        return Result(found, why=str(error))
    return Result(found, brought.article, brought.is_new, missing=tuple(library.missing))


def _key(folder: Folder, found: Found) -> str:
    """Name an original for good, within the 120 letters that are kept of it."""
    name = f"{folder.host}/{found.key}" if folder.host else found.key
    return name if len(name) <= 120 else f"{name[:79]}#{sha1(name.encode()).hexdigest()}"  # noqa: S324


def _turned(original: importing.Original, folder: Folder) -> importing.Original:
    """Let links to the old site lead within this one, where the old addresses are known."""
    body = tuple(replace(part, markup=_relinked(part.markup, folder)) for part in original.body)
    return replace(original, body=body)


def _relinked(markup: str, folder: Folder) -> str:
    def within(link: re.Match[str]) -> str:
        address = link["address"]
        path = folder.path_of(address) if address.startswith("http") else ""
        return f'href="{path}"' if path else link[0]

    return LINK.sub(within, markup)


def _lead_there(address: str, article: NewsPage) -> None:
    """Lead from an old address to its article for good."""
    if not address or address in ("/", article.address):
        return
    old = Redirect.normalise_path(address)
    if not Redirect.objects.filter(old_path=old, site=None).exists():
        Redirect.add_redirect(old, redirect_to=article, is_permanent=True)


# --- Pictures ---------------------------------------------------------------------------------


def _collection(index: NewsIndex) -> Collection:
    """Return the part of the library that keeps the pictures brought over for a list."""
    name = _("Ảnh từ trang cũ · %(list)s") % {"list": index.title}
    found: Collection | None = Collection.objects.filter(name=name).first()
    return found or Collection.get_first_root_node().add_child(name=name)


class _Library:
    """Puts the pictures of one page into the library; the same picture lies there once."""

    def __init__(self, folder: Folder, place: str, collection: Collection, by: User | None) -> None:
        self.folder, self.place, self.collection, self.by = folder, place, collection, by
        self.missing: list[str] = []

    def photo(self, part: importing.Part) -> Photo | None:
        path = self.folder.picture(part.image, beside=self.place)
        written = _read(path) if path else None
        if path is None or written is None:
            self.missing.append(part.image)
            return None
        digest = sha1(written).hexdigest()  # noqa: S324
        kept: Photo | None = Photo.objects.filter(
            file_hash=digest, collection=self.collection
        ).first()
        return kept or self._keep(path, written, part, digest)

    def _keep(self, path: Path, written: bytes, part: importing.Part, digest: str) -> Photo:
        photo = Photo(
            file_hash=digest,
            title=shorten(part.text or part.alt or path.stem, LONGEST_TITLE, placeholder="…"),
            file=ContentFile(written, name=path.name),
            credit=part.credit,
            collection=self.collection,
            uploaded_by_user=self.by,
        )
        photo.save()
        return photo


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return pictures.rewritten(file)
    except pictures.UNREADABLE:
        return None
