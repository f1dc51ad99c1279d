"""What editors upload: pictures without the place and device that the camera wrote into them."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageOps
from wagtail.images.forms import BaseImageForm

FORMATS = {"JPEG", "PNG", "WEBP"}
QUALITY = 90


class PhotoForm(BaseImageForm):  # type: ignore[misc]
    """Wagtail's form for a picture, which it would publish with all that is in the file."""

    def clean_file(self) -> Any:
        """Write the picture anew; turning and colours stay, the rest of the metadata goes."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        file.seek(0)
        with Image.open(file) as opened:
            shape = opened.format or ""
            if shape not in FORMATS:
                return file
            image = ImageOps.exif_transpose(opened)
            written = BytesIO()
            image.info = {}
            image.save(written, shape, quality=QUALITY, icc_profile=opened.info.get("icc_profile"))
        return SimpleUploadedFile(file.name, written.getvalue(), file.content_type)
