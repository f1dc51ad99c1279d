"""What people may type to search."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 200


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Tìm gì"),
        max_length=LONGEST,
        error_messages={
            "required": _("Gõ một vài chữ rồi bấm Tìm."),
            "max_length": _("Câu tìm dài quá %(limit_value)d chữ. Chỉ cần vài chữ chính."),
            "null_characters_not_allowed": _("Trong câu tìm có ký tự lạ. Xin gõ lại."),
        },
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
