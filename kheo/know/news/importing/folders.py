"""Reads a folder in which an older site was kept: its pages, feeds, texts and pictures."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kheo.foundation.vietnamese import legacy
from kheo.know.news.importing.feeds import NotAFeed, read_feed
from kheo.know.news.importing.pages import read_page
from kheo.know.news.importing.printed import NothingToRead, Original, read

PAGES = {".html", ".htm", ".xhtml", ".aspx", ".php", ".asp", ".jsp"}
FEEDS = {".xml", ".rss", ".atom", ".wxr"}
TEXTS = {".txt"}
PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif"}
INDEXES = {"index.html", "index.htm", "default.aspx", "index.php"}


@dataclass(frozen=True)
class Found:
    """One article of an old site, or why there was none in this place.

    `key` never changes from one reading to the next; `address` is the path it had.
    """

    place: str
    key: str
    address: str = ""
    original: Original | None = None
    why: str = ""


@dataclass(frozen=True)
class Folder:
    """A folder of an old site; `host` is the name it had on the web, without `https://`."""

    root: Path
    host: str = ""

    def articles(self) -> Iterator[Found]:
        """Yield what each file holds, in the order of names; nothing is ever read twice at once."""
        for path in sorted(p for p in self.root.rglob("*") if p.is_file() and not _is_hidden(p)):
            kind = path.suffix.lower()
            if kind in PAGES:
                yield self._page(path)
            elif kind in TEXTS:
                yield self._text(path)
            elif kind in FEEDS:
                yield from self._feed(path)

    def picture(self, source: str, *, beside: str) -> Path | None:
        """Find the file of a picture as a page named it, never outside the folder."""
        path = unquote(urlsplit(source).path)
        if not path or Path(path).suffix.lower() not in PICTURES:
            return None
        near = (self.root / beside).parent / path
        for candidate in (
            near,
            self.root / path.lstrip("/"),
            self.root / self.host / path.lstrip("/"),
        ):
            inside = candidate.resolve()
            if inside.is_file() and inside.is_relative_to(self.root.resolve()):
                return inside
        alike = self._pictures[Path(path).name.lower()]
        return alike[0] if len(alike) == 1 else None

    def path_of(self, address: str) -> str:
        """Return the path of an address of this site; empty when it is another site's or none."""
        if not address:
            return ""
        parts = urlsplit(address)
        if parts.netloc and self.host and parts.netloc.removeprefix("www.") != self.host:
            return ""
        path = parts.path or "/"
        return f"{path}?{parts.query}" if parts.query else path

    @cached_property
    def _pictures(self) -> dict[str, list[Path]]:
        named: dict[str, list[Path]] = defaultdict(list)
        for path in self.root.rglob("*"):
            if path.suffix.lower() in PICTURES and path.is_file():
                named[path.name.lower()].append(path)
        return named

    def _place(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _page(self, path: Path) -> Found:
        place = self._place(path)
        try:
            page = read_page(path.read_bytes())
        except (NothingToRead, legacy.UnknownEncoding) as error:
            return Found(place, place, why=str(error))
        return Found(
            place, place, self.path_of(page.address) or self._address(place), page.original
        )

    def _address(self, place: str) -> str:
        """Say where a saved page stood, after the path of its file."""
        below = place.removeprefix(f"{self.host}/") if self.host else place
        folder, _slash, name = below.rpartition("/")
        if name.lower() in INDEXES:
            return f"/{folder}/" if folder else ""
        return f"/{below}"

    def _text(self, path: Path) -> Found:
        place = self._place(path)
        try:
            return Found(place, place, "", read(legacy.to_unicode(path.read_bytes())))
        except (NothingToRead, legacy.UnknownEncoding) as error:
            return Found(place, place, why=str(error))

    def _feed(self, path: Path) -> Iterator[Found]:
        place = self._place(path)
        try:
            for entry in read_feed(path.read_bytes()):
                address = self.path_of(entry.address)
                yield Found(place, entry.key, address, entry.original, entry.why)
        except NotAFeed as error:
            yield Found(place, place, why=str(error))


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".")
