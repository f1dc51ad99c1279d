"""What the sender types later: going on to the second instance, and taking it back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.sending import KeyedForm, NamedForm
from kheo.foundation.fields.words import Words
from kheo.oversee.complaints import rules
from kheo.oversee.complaints.forms.fields import Scans


class AgainForm(KeyedForm):
    """Why the first decision is not accepted; what was said before is carried over."""

    ids = "again_%s"

    reason = Words(
        label=gettext_lazy("Vì sao bạn không đồng ý?"),
        help_text=gettext_lazy("Đơn lần đầu được gửi kèm, không cần viết lại."),
        missing=gettext_lazy("Xin viết vì sao bạn không đồng ý."),
        max_length=4000,
        lines=5,
    )
    request = Words(
        label=gettext_lazy("Bạn yêu cầu giải quyết thế nào?"),
        help_text=gettext_lazy("Để trống nếu vẫn như lần đầu."),
        required=False,
        max_length=4000,
        lines=3,
    )
    obstacle = Words(
        label=gettext_lazy("Nếu đã quá hạn: trở ngại gì, từ ngày nào đến ngày nào?"),
        required=False,
        max_length=500,
    )
    scans = Scans()


class WithdrawForm(NamedForm):
    """What is taken back, whole or in part, and why."""

    ids = "withdraw_%s"

    is_whole = forms.TypedChoiceField(
        label=gettext_lazy("Bạn rút"),
        choices=[("1", gettext_lazy("Toàn bộ khiếu nại")), ("0", gettext_lazy("Một phần"))],
        coerce=lambda value: value == "1",
        initial="1",
        widget=forms.RadioSelect,
    )
    what = Words(
        label=gettext_lazy("Rút phần nào?"),
        help_text=gettext_lazy("Phần đã rút không được giải quyết lại, trừ khi bạn bị ép buộc."),
        required=False,
        max_length=2000,
        lines=3,
    )
    reason = Words(label=gettext_lazy("Lý do"), required=False, max_length=1000, lines=2)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not rules.book().partial_withdrawal.holds(today):
            del self.fields["what"]
            self.fields["is_whole"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_whole") is False and not data.get("what"):
            self.add_error("what" if "what" in self.fields else None, _("Xin ghi rút phần nào."))
        return data
