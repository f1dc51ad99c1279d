"""Form fields for files: they gather every refusal, so that one bad photo does not hide another."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from kheo.foundation.documents import allowed


class ManyFiles(forms.ClearableFileInput):
    """A plain file input that takes several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files, at most so many; what is inside them is checked when they are stored."""

    widget = ManyFiles

    def __init__(
        self, *, most: int = 5, kinds: tuple[allowed.Kind, ...] = allowed.KINDS, **kwargs: Any
    ) -> None:
        self.most = most
        self.kinds = kinds
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            **super().widget_attrs(widget),
            "multiple": True,
            "accept": allowed.accept(self.kinds),
        }

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        files = [data] if isinstance(data, UploadedFile) else list(data or [])
        if self.required and not files:
            raise forms.ValidationError(_("Xin chọn ít nhất một tệp."))
        if len(files) > self.most:
            raise forms.ValidationError(
                _("Chỉ nhận nhiều nhất %(most)s tệp; bạn chọn %(chosen)s tệp.")
                % {"most": self.most, "chosen": len(files)}
            )
        return files

    def has_changed(self, initial: Any, data: "Sequence[UploadedFile[Any]] | None") -> bool:
        return bool(data)
