"""The sizes in which pictures are sent, so that a phone does not load what only a desk can show.

Each is asked of the database once for a whole page; what is missing is made when it is first seen.
"""

from dataclasses import dataclass

from wagtail.images.models import Filter

from kheo.know.news.models.photos import Photo, PhotoRendition


@dataclass(frozen=True)
class Size:
    """Widths of one picture, the smaller first, and the one for browsers that know no WebP."""

    modern: tuple[str, ...]
    old: str
    sizes: str

    @property
    def specs(self) -> tuple[str, ...]:
        return (*self.modern, self.old)


@dataclass(frozen=True)
class Shown:
    """What a browser is told of a picture: its room is kept before it comes."""

    srcset: str
    sizes: str
    url: str
    width: int
    height: int


# As wide as the words of an article.
WIDE = Size(
    modern=tuple(f"width-{width}|format-webp" for width in (480, 960, 1440)),
    old="width-960|format-jpeg",
    sizes="(min-width: 46rem) 44rem, 100vw",
)
# The whole of a picture on a page of its own.
WHOLE = Size(
    modern=tuple(f"max-{side}x{side}|format-webp" for side in (640, 1280, 1920)),
    old="max-1280x1280|format-jpeg",
    sizes="(min-width: 72rem) 69rem, 100vw",
)
# Three by two, beside a title or in a row of others.
CARD = Size(
    modern=("fill-360x240|format-webp", "fill-720x480|format-webp"),
    old="fill-720x480|format-jpeg",
    sizes="(min-width: 62rem) 20rem, (min-width: 36rem) 50vw, 100vw",
)
LEADING = Size(CARD.modern, CARD.old, "(min-width: 62rem) 36rem, 100vw")
BESIDE_TITLE = Size(CARD.modern[:1], CARD.old, "9rem")
SIZES = {
    "wide": WIDE,
    "whole": WHOLE,
    "card": CARD,
    "leading": LEADING,
    "beside": BESIDE_TITLE,
}


def show(photo: Photo, size: Size) -> Shown:
    """Give the addresses of a picture in a size; none is named twice when the original is small."""
    made = {spec: _made(photo, spec) for spec in size.specs}
    by_width = {made[spec].width: made[spec].url for spec in size.modern}
    old = made[size.old]
    srcset = ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))
    return Shown(srcset, size.sizes, old.url, old.width, old.height)


def _made(photo: Photo, spec: str) -> PhotoRendition:
    # One by one: three at a time would unpack a picture of 60 megapixels three times over.
    rendition: PhotoRendition = photo.get_rendition(Filter(spec))
    return rendition
