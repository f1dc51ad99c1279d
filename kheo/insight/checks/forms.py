"""The box for a text or a file to be checked."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.insight.checks.access import LONGEST
from kheo.insight.checks.queries import Unreadable, read_apart

MEGABYTE = 1024 * 1024


class TextForm(forms.Form):
    """A text to be checked, pasted or as a file; of both, the file counts."""

    van_ban = forms.CharField(
        label=gettext_lazy("Dán văn bản vào đây"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Chữ nào có số liệu cũng được: báo cáo, bài báo, bản nháp."),
    )
    tep = forms.FileField(
        label=gettext_lazy("Hoặc chọn tệp"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt,.html,.htm"}),
        help_text=gettext_lazy(
            "Word (.docx), PDF có chữ, văn bản .txt bảng mã nào cũng được, trang web đã lưu."
        ),
    )

    def __init__(self, *given: Any, refusal: str = "", **named: Any) -> None:
        """Take why nothing may be checked now, so that no file is read in vain."""
        super().__init__(*given, **named)
        self.refusal = refusal

    def clean_tep(self) -> str:
        """Read the file apart from this process; its text is all that is kept, for this answer."""
        if self.refusal:
            return ""
        file: UploadedFile | None = self.cleaned_data.get("tep")  # type: ignore[type-arg]
        if file is None:
            return ""
        if file.size and file.size > settings.KHEO_MAX_FILE_BYTES:
            most = settings.KHEO_MAX_FILE_BYTES // MEGABYTE
            raise forms.ValidationError(_("Tệp lớn quá %(most)s MB.") % {"most": most})
        try:
            text = read_apart(file.read(), file.name or "")
        except Unreadable as trouble:
            raise forms.ValidationError(str(trouble)) from trouble
        if len(text) > LONGEST:
            raise forms.ValidationError(_("Văn bản quá dài. Hãy tách thành các phần nhỏ hơn."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.refusal:
            raise forms.ValidationError(self.refusal)
        text = cleaned.get("tep") or cleaned.get("van_ban") or ""
        if not self.errors and not text.strip():
            self.add_error("van_ban", _("Chưa có văn bản nào để soát."))
        cleaned["text"] = text.replace("\r\n", "\n")
        return cleaned
