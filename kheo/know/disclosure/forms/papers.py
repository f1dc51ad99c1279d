"""What is read aloud, as the officer wants it said."""

from django import forms
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.words import Words

LONGEST = 20_000


class LoudForm(forms.Form):
    """The text for the loudspeaker; it is printed, never kept."""

    text = Words(
        label=gettext_lazy("Bài đọc"),
        help_text=gettext_lazy("Sửa ở đây chỉ đổi bản in này; sửa nội dung thì cả ba đổi theo."),
        missing=gettext_lazy("Xin để lại ít nhất một câu để đọc."),
        max_length=LONGEST,
        lines=14,
    )
