"""Pictures as they are kept: no larger than pages show, without the camera's place and device."""

from io import BytesIO
from typing import Any

from django.conf import settings
from PIL import Image, ImageOps

from kheo.foundation.documents import allowed
from kheo.foundation.documents.pictures import BROKEN

FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 90


class TooManyPixels(ValueError):
    """More than the memory for one picture allows."""


TOO_LARGE = (Image.DecompressionBombError, TooManyPixels)
__all__ = ["BROKEN", "TOO_LARGE", "UNREADABLE", "TooManyPixels", "rewritten"]
UNREADABLE = (*TOO_LARGE, *BROKEN)


def rewritten(file: Any) -> bytes:
    """Write a picture anew; raise one of TOO_LARGE or BROKEN."""
    edge = settings.KHEO_PHOTO_EDGE
    with Image.open(file, formats=FORMATS) as opened:
        shape, profile = str(opened.format), opened.info.get("icc_profile")
        table = allowed.BY_PICTURE_FORMAT[shape].picture
        if table is None or opened.width * opened.height > table.most_pixels:
            raise TooManyPixels
        # A JPEG shrinks while it is read, so that a large one never stands in memory whole.
        opened.draft("RGB", (edge, edge))
        opened.thumbnail((edge, edge))
        image = ImageOps.exif_transpose(opened)
    image.info = {}
    written = BytesIO()
    image.save(written, shape, quality=QUALITY, icc_profile=profile)
    return written.getvalue()
