"""What editors upload: pictures without the place and device that the camera wrote into them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.forms import BaseImageForm

from kheo.know.news import pictures

NOT_A_PICTURE = gettext_lazy(
    "Chỉ nhận ảnh JPEG, PNG, WebP. Ảnh HEIC của điện thoại hay ảnh vẽ SVG: hãy lưu lại thành "
    "JPEG hoặc PNG rồi gửi."
)
MISNAMED = gettext_lazy("Đuôi tên tệp (.%(extension)s) không đúng với ảnh (%(image_format)s).")
TOO_MANY_PIXELS = gettext_lazy("Ảnh quá nhiều điểm ảnh. Hãy thu nhỏ ảnh rồi gửi lại.")
TOO_LARGE = gettext_lazy("Tệp quá lớn (%(file_size)s). Tối đa %(max_filesize)s.")


class PhotoForm(BaseImageForm):  # type: ignore[misc]
    """Wagtail's form for a picture, which it would publish with all that is in the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].error_messages |= {
                "invalid_image": NOT_A_PICTURE,
                "invalid_image_extension": NOT_A_PICTURE,
                "invalid_image_known_format": MISNAMED,
                "file_too_many_pixels": TOO_MANY_PIXELS,
                "file_too_large": TOO_LARGE,
            }

    def clean_file(self) -> Any:
        """Write the picture anew and no larger than pages show; the camera's notes stay behind."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        file.seek(0)
        try:
            written = pictures.rewritten(file)
        except pictures.TOO_LARGE as bomb:
            raise ValidationError(TOO_MANY_PIXELS) from bomb
        except pictures.BROKEN as broken:
            raise ValidationError(_("Không đọc được ảnh này: tệp bị hỏng.")) from broken
        return SimpleUploadedFile(file.name, written, file.content_type)
