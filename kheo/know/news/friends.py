"""What somebody who passes an article on may type: two lines, and no letter of their own.

Words of strangers in letters of ours would make this page a sender of unwanted mail.
"""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.sending import Website
from kheo.foundation.fields.words import Words

LONGEST_NAME = 60
_NAME = re.compile(r"[^\W\d_]+(?:[ .’'-]+[^\W\d_]+)*\.?")


class SendForm(forms.Form):
    """To whom, and from whom."""

    friend = forms.EmailField(
        label=gettext_lazy("Thư điện tử của bạn ấy"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Xin cho biết địa chỉ thư của bạn ấy."),
            "invalid": gettext_lazy("Địa chỉ thư chưa đúng. Ví dụ: lan@example.vn."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = Words(
        label=gettext_lazy("Tên của bạn"),
        max_length=LONGEST_NAME,
        missing=gettext_lazy("Xin cho biết tên, để bạn ấy biết ai gửi."),
        help_text=gettext_lazy("Như bạn ấy vẫn gọi"),
    )
    website = Website()

    def clean_name(self) -> Any:
        name = self.cleaned_data["name"]
        if not _NAME.fullmatch(name):
            raise forms.ValidationError(_("Tên chỉ gồm chữ cái, không có số hay địa chỉ trang."))
        return name
