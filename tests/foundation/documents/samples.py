"""Files as people send them, good and bad, made in memory."""

import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from PIL import Image

EXIF_ORIENTATION, EXIF_MAKER, GPS = 0x0112, 0x010F, 0x8825


def picture(form="JPEG", size=(64, 48), colour="teal", exif=None):
    out = BytesIO()
    more = {"exif": exif} if exif else {}
    Image.new("RGB", size, colour).save(out, form, **more)
    return out.getvalue()


def phone_photo():
    """A photo held sideways, with the place and the phone noted in it."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = 6
    exif[EXIF_MAKER] = "Hãng điện thoại"
    exif.get_ifd(GPS)[2] = (21.0, 36.0, 12.5)
    return picture(size=(64, 48), exif=exif.tobytes())


def word():
    out = BytesIO()
    Document().save(out)
    return out.getvalue()


def word_with_macros():
    out = BytesIO(word())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    return out.getvalue()


def zip_bomb():
    """A Word file of 200 KB that unpacks to 201 MB."""
    out = BytesIO(word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bmp", b"\0" * (201 * 1024 * 1024))
    return out.getvalue()


def _chunk(name, data):
    body = name + data
    return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


def picture_bomb(edge=30_000):
    """A PNG of a few hundred bytes that says it has 900 million points."""
    header = edge.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    pixels = zlib.compress(b"\0" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", pixels)
        + _chunk(b"IEND", b"")
    )


def executable():
    return b"MZ\x90\x00\x03" + b"\0" * 400


def upload(data, name="anh.jpg"):
    return SimpleUploadedFile(name, data)
