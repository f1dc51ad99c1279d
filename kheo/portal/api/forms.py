"""What officers type to let a program in, or to have an address told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kheo.foundation.fields.sending import SubmissionKey
from kheo.foundation.units.models import Unit
from kheo.portal.api.models import Event


class _OfUnit(forms.Form):
    """A form about one of the units that the officer sets up."""

    submission_key = SubmissionKey()
    unit = forms.ChoiceField(label=_("Đơn vị"))

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        # Two such forms stand on one page.
        kwargs["auto_id"] = f"{type(self).__name__}_%s"
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, unit.full_name) for key, unit in self.units.items()]

    def clean_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


class ClientForm(_OfUnit):
    """A program that sends."""

    name = forms.CharField(
        label=_("Tên chương trình"),
        help_text=_("Của ai, để làm gì. Ví dụ: ứng dụng điện thoại của tỉnh"),
        max_length=120,
        error_messages={"required": _("Xin ghi tên chương trình và của ai.")},
    )


class SubscriptionForm(_OfUnit):
    """An address that is told."""

    url = forms.CharField(
        label=_("Địa chỉ nhận tin"),
        help_text=_("Bắt đầu bằng https://. Chỉ gửi điều đã công khai."),
        max_length=500,
        error_messages={"required": _("Xin ghi địa chỉ nhận tin.")},
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    events = forms.MultipleChoiceField(
        label=_("Báo khi"),
        choices=Event.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Xin chọn ít nhất một loại tin.")},
    )
