"""What people type to ask for information that an office holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.contact import Email, Phone
from kheo.foundation.fields.sending import KeyedForm, Website
from kheo.foundation.fields.words import LONGEST_NAME, Words
from kheo.foundation.units.fields import CommuneForm
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions.forms.sending import Level, province_of
from kheo.oversee.petitions.models import LONGEST_TEXT, Petition
from kheo.oversee.petitions.services import Letter

# Room for how the information is to be received, which is kept with the words.
LONGEST_ASKED = LONGEST_TEXT - 1000
# The ways to receive it that have a case of their own in the rule; the office counts as any other.
NETWORK, POST, OFFICE = "network", "post", "office"
CASES = {NETWORK: "network", POST: "post", OFFICE: ""}


class InformationForm(CommuneForm, KeyedForm):
    """Which information, from whom, for whom, and how it is to come."""

    text = Words(
        label=gettext_lazy("Bạn cần thông tin gì?"),
        help_text=gettext_lazy(
            "Tên văn bản, năm nào, về việc gì. Càng rõ càng nhanh. "
            "Ví dụ: quyết toán ngân sách xã năm 2025"
        ),
        missing=gettext_lazy("Xin viết thông tin bạn cần."),
        max_length=LONGEST_ASKED,
        lines=5,
    )
    level = Level(label=gettext_lazy("Ai giữ thông tin đó?"), initial=Unit.Level.COMMUNE)
    delivery = forms.ChoiceField(
        label=gettext_lazy("Bạn muốn nhận bằng cách nào?"),
        choices=[
            (NETWORK, gettext_lazy("Qua thư điện tử hoặc trang theo dõi")),
            (POST, gettext_lazy("Qua bưu điện")),
            (OFFICE, gettext_lazy("Đến tận nơi nhận hoặc xem")),
        ],
        initial=NETWORK,
        widget=forms.RadioSelect,
    )
    name = Words(
        label=gettext_lazy("Tên của bạn"),
        help_text=gettext_lazy("Luật đòi người yêu cầu cho biết tên. Tên không bao giờ công khai."),
        missing=gettext_lazy("Xin ghi tên của bạn: luật đòi người yêu cầu cho biết tên."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = Words(
        label=gettext_lazy("Địa chỉ"),
        help_text=gettext_lazy("Nơi nhận thư, khi bạn muốn nhận qua bưu điện."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )
    phone = Phone(required=False)
    email = Email()
    website = Website()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit = province_of(data, self.today) or self.found_unit(data)
        if unit is None and "commune" not in self.errors:
            self.add_error("commune", _("Xin cho biết xã, phường nào giữ thông tin."))
        if (
            data.get("delivery") == POST
            and not data.get("address")
            and "address" not in self.errors
        ):
            self.add_error("address", _("Xin ghi địa chỉ để gửi thư."))
        data["found_unit"] = unit
        return data

    def letter(self) -> Letter:
        """Say what was typed as the services take it; the way to receive it stands in the words."""
        data = self.cleaned_data
        return Letter(
            text="\n\n".join([data["text"], self._received_how()]),
            kind=Petition.Kind.INFORMATION,
            unit=data["found_unit"],
            case=CASES[data["delivery"]],
            name=data["name"],
            phone=data["phone"],
            email=data["email"],
            wants_public=False,
        )

    def _received_how(self) -> str:
        field = self.fields["delivery"]
        assert isinstance(field, forms.ChoiceField)
        ways = dict(field.choices)  # type: ignore[arg-type]
        lines = [_("Muốn nhận: %s.") % ways[self.cleaned_data["delivery"]]]
        if self.cleaned_data["address"]:
            lines.append(_("Địa chỉ: %s") % self.cleaned_data["address"])
        return "\n".join(lines)
