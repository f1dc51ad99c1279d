"""What somebody types to book a place: as little as can be."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kheo.foundation.fields.contact import Phone
from kheo.foundation.fields.words import LONGEST_NAME, Words
from kheo.oversee.receptions import codes


class ContactForm(forms.Form):
    """Name and phone, both left out if wanted."""

    phone = Phone(
        help_text=_("Để báo khi ngày tiếp thay đổi hoặc khi đến lượt chờ."),
        required=False,
    )
    name = Words(
        label=_("Tên của bạn"),
        help_text=_("Khi đến nơi mới cần giấy tờ tùy thân."),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    wants_online = forms.BooleanField(label=_("Tôi muốn gặp trực tuyến"), required=False)

    def __init__(self, *args: object, offers_online: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not offers_online:
            del self.fields["wants_online"]


class EntryForm(forms.Form):
    """A name for the draw: one for each phone."""

    phone = Phone(
        help_text=_("Mỗi số một lượt bốc thăm. Chỉ cán bộ tiếp công dân thấy số này."),
        missing=_("Xin ghi số điện thoại."),
    )


class FindForm(forms.Form):
    """A code and its key, from the slip."""

    code = Words(
        label=_("Mã đặt chỗ"), help_text=_("Ví dụ: TD-7K3M9QXA"), missing=_("Xin ghi mã đặt chỗ.")
    )
    khoa = Words(
        label=_("Khóa"),
        help_text=_("10 chữ và số in dưới mã."),
        missing=_("Xin ghi khóa trên giấy hẹn."),
        max_length=40,
    )

    def clean_code(self) -> str:
        return codes.read(self.cleaned_data["code"])
