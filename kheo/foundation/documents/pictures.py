"""Makes a sent picture safe to keep: bounded before it is opened, without hidden data after."""

from dataclasses import dataclass
from io import BytesIO

import pillow_heif
from PIL import Image, ImageOps

from kheo.foundation.documents import allowed
from kheo.foundation.documents.allowed import Kind
from kheo.foundation.documents.refusals import ImageTooBig, NotWhatItSays

pillow_heif.register_heif_opener()

QUALITY = 85
SMALL_QUALITY = 72
# The parsers of Pillow that may see a sent picture.
FORMATS = tuple(allowed.BY_PICTURE_FORMAT)
# What Pillow raises on files made to break it; DecompressionBombError is an Exception of its own.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, KeyError, MemoryError)


@dataclass(frozen=True)
class Cleaned:
    """A picture ready to store, with the small one for pages."""

    data: bytes
    kind: Kind
    small: bytes


def clean(data: bytes, kind: Kind, *, name: str, keep_metadata: bool) -> Cleaned:
    """Open the picture, turn it upright, and write it anew without what the camera noted.

    With `keep_metadata` the sender's bytes stay as they are; only the small picture is made.
    Raises ImageTooBig before anything is decoded, NotWhatItSays when it cannot be read.
    """
    upright = _opened(data, kind, name)
    small = _written(_fitted(upright, allowed.SMALL_EDGE), "WEBP", SMALL_QUALITY)
    if keep_metadata:
        return Cleaned(data, kind, small)
    assert kind.picture is not None
    kept = allowed.BY_PICTURE_FORMAT[kind.picture.kept_as]
    written = _written(_fitted(upright, allowed.EDGE), kind.picture.kept_as, QUALITY)
    return Cleaned(written, kept, small)


def _opened(data: bytes, kind: Kind, name: str) -> Image.Image:
    assert kind.picture is not None
    try:
        # `formats` keeps Pillow from trying a parser that the table does not name.
        with Image.open(BytesIO(data), formats=[kind.picture.pillow]) as image:
            if image.width * image.height > kind.picture.most_pixels:
                raise ImageTooBig(name)
            image.draft("RGB", (allowed.EDGE, allowed.EDGE))
            image.load()
            return _plain(ImageOps.exif_transpose(image))
    except Image.DecompressionBombError as bomb:
        raise ImageTooBig(name) from bomb
    except BROKEN as broken:
        raise NotWhatItSays(name) from broken


def _plain(image: Image.Image) -> Image.Image:
    """Draw the picture on a fresh one, so that no note of the camera comes along."""
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    mode = "RGBA" if has_alpha else "RGB"
    converted = image.convert(mode)
    bare = Image.new(mode, converted.size)
    bare.paste(converted)
    return bare


def _fitted(image: Image.Image, edge: int) -> Image.Image:
    if max(image.size) <= edge:
        return image
    fitted = image.copy()
    fitted.thumbnail((edge, edge))
    return fitted


def _written(image: Image.Image, form: str, quality: int) -> bytes:
    out = BytesIO()
    if form == "JPEG":
        image = _on_white(image)
    image.save(out, form, quality=quality, optimize=True)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
