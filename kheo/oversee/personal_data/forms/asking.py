"""What a person asks, one question after the other; the same on one page at the counter."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.contact import Email, Phone
from kheo.foundation.fields.days import Day, moment_of
from kheo.foundation.fields.sending import KeyedForm, Website
from kheo.foundation.fields.words import LONGEST_NAME, Words
from kheo.foundation.units import queries as units
from kheo.foundation.units.fields import CommuneForm
from kheo.foundation.units.models import Unit
from kheo.oversee.personal_data import codes, reading, rules
from kheo.oversee.personal_data.models import LONGEST_ABOUT, LONGEST_TEXT, Request
from kheo.oversee.personal_data.services import Asked

# The questions of each step, in their order.
STEPS = (
    ("right",),
    ("about", "commune", "unit", "is_province"),
    ("text", "wished"),
    ("name", "phone", "email", "website"),
)


def _rights() -> list[tuple[str, str]]:
    return [(right.code, str(right.label)) for right in rules.book().rights.values()]


class AskingForm(CommuneForm, KeyedForm):
    """What, about what, how it should be, and where the answer goes."""

    right = forms.ChoiceField(
        label=gettext_lazy("Bạn muốn gì?"),
        choices=_rights,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Xin chọn điều bạn muốn.")},
    )
    about = Words(
        label=gettext_lazy("Dữ liệu ở đâu?"),
        help_text=gettext_lazy("Địa chỉ trang, mã đơn, hay tên danh sách, giấy tờ có tên bạn."),
        missing=gettext_lazy("Xin cho biết dữ liệu nằm ở đâu."),
        max_length=LONGEST_ABOUT,
    )
    is_province = forms.BooleanField(
        label=gettext_lazy("Cơ quan cấp tỉnh giữ dữ liệu này"), required=False
    )
    text = Words(
        label=gettext_lazy("Sai ở đâu, hay bạn cần gì?"),
        missing=gettext_lazy("Xin viết vài câu."),
        max_length=LONGEST_TEXT,
        lines=4,
    )
    wished = Words(
        label=gettext_lazy("Đúng ra là thế nào?"),
        help_text=gettext_lazy("Không ghi số căn cước, số tài khoản ở đây."),
        required=False,
        max_length=LONGEST_TEXT,
        lines=3,
    )
    name = Words(
        label=gettext_lazy("Tên của bạn"),
        help_text=gettext_lazy("Như trong dữ liệu cần xem, cần sửa."),
        missing=gettext_lazy("Xin ghi tên của bạn, như trong dữ liệu."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = Phone(required=False)
    email = Email()

    needs_contact = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit = self._addressee(data)
        if unit is None and "commune" not in self.errors:
            self.add_error("commune", _("Xin cho biết xã, phường nào giữ dữ liệu này."))
        data["addressee"] = unit
        has_contact = data.get("phone") or data.get("email")
        if self.needs_contact and not has_contact and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _("Xin để lại số điện thoại hoặc thư điện tử."))
        return data

    def _addressee(self, data: dict[str, Any]) -> Unit | None:
        """Find who holds the data: what was chosen, else what the address tells."""
        if data.get("is_province"):
            return units.here(on=self.today)
        return self.found_unit(data) or reading.holder_of(data.get("about", ""), on=self.today)

    def asked(self) -> Asked:
        """Say what was typed as the services take it."""
        data = self.cleaned_data
        return Asked(
            right=data["right"],
            unit=data["addressee"],
            about=data["about"],
            text=data["text"],
            wished=data["wished"],
            name=data["name"],
            phone=data["phone"],
            email=data["email"],
        )


class RequestForm(AskingForm):
    """The public form; `website` is a field that only programs fill in."""

    website = Website()


class RegisterForm(AskingForm):
    """The same at the counter: how it came, and when."""

    needs_contact = False
    channel = forms.ChoiceField(
        label=gettext_lazy("Đến bằng cách nào"),
        choices=[choice for choice in Request.Channel.choices if choice[0] != Request.Channel.WEB],
        initial=Request.Channel.COUNTER,
        widget=forms.RadioSelect,
    )
    received_on = Day(label=gettext_lazy("Ngày nhận"))

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("Ngày nhận không thể sau hôm nay."))
        return day

    def received_at(self, now: datetime) -> datetime:
        """Give the moment from which the dates count."""
        return moment_of(self.cleaned_data["received_on"], today=self.today, now=now)


class FindForm(forms.Form):
    """A code and its key, from the slip."""

    code = Words(
        label=gettext_lazy("Mã yêu cầu"),
        help_text=gettext_lazy("Ví dụ: DL-7K3M9QXA"),
        missing=gettext_lazy("Xin ghi mã yêu cầu."),
    )
    khoa = Words(
        label=gettext_lazy("Khóa"),
        help_text=gettext_lazy("10 chữ và số ghi dưới mã."),
        missing=gettext_lazy("Xin ghi khóa."),
        max_length=reading.LONGEST_SECRET,
    )

    def clean_code(self) -> str:
        return codes.read(self.cleaned_data["code"])
