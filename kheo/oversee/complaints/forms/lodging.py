"""What a complainant types, one group of questions after another, and the clerk at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.days import Day, moment_of
from kheo.foundation.fields.sending import Website
from kheo.foundation.fields.words import Words
from kheo.oversee.complaints.forms.complaint import ComplaintForm
from kheo.oversee.petitions.models import Petition

LATE = "late"


@dataclass(frozen=True)
class Group:
    """Questions that belong together on one small screen."""

    key: str
    title: str | Promise
    fields: tuple[str, ...]


GROUPS = (
    Group(
        "what",
        gettext_lazy("Bạn khiếu nại điều gì?"),
        ("against", "against_whom", "commune", "unit", "against_number", "against_on", "knew_on"),
    ),
    Group(
        LATE,
        gettext_lazy("Vì sao bạn khiếu nại muộn?"),
        ("obstacle", "obstacle_since", "obstacle_until"),
    ),
    Group("why", gettext_lazy("Chuyện thế nào, bạn muốn gì?"), ("text", "reason", "request")),
    Group("who", gettext_lazy("Bạn là ai?"), ("name", "address", "phone", "email")),
    Group(
        "together",
        gettext_lazy("Ai cùng khiếu nại, ai làm thay?"),
        (
            "people",
            "complainants",
            "representatives",
            "representatives_paper",
            "agent",
            "agent_name",
            "agent_paper",
        ),
    ),
    Group("papers", gettext_lazy("Giấy tờ kèm theo"), ("scans",)),
)


class LodgeForm(ComplaintForm):
    """The public form; `website` is a field that only programs fill in."""

    website = Website()

    @property
    def groups(self) -> list[Group]:
        """The groups to be asked; why so late only when it is."""
        return [group for group in GROUPS if group.key != LATE or self.is_late]

    def first_wrong(self, until: str) -> Group | None:
        """Return the first group up to a key with something to correct."""
        for group in self.groups:
            if any(name in self.errors for name in group.fields):
                return group
            if group.key == until:
                return None
        return None

    def keep_errors_of(self, group: Group) -> None:
        """Say nothing yet about what has not been asked."""
        for name in list(self.errors):
            if name not in group.fields and name != "__all__":
                del self.errors[name]

    def asked(self, group: Group) -> list[BoundField]:
        return [self[name] for name in group.fields if name != "unit" or self._offers]

    def carried(self, group: Group) -> list[BoundField]:
        """What was typed in the other groups, carried along unseen."""
        names = [name for one in GROUPS if one.key != group.key for name in one.fields]
        return [self[name] for name in names if name != "scans"]

    @property
    def _offers(self) -> bool:
        field = self.fields["unit"]
        return isinstance(field, forms.ChoiceField) and bool(field.choices)


class PaperForm(ComplaintForm):
    """The counter's form: the clerk writes down what came on paper or by post."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Đến bằng đường nào?"),
        choices=[choice for choice in Petition.Channel.choices if choice[0] != "web"],
        initial=Petition.Channel.COUNTER,
        widget=forms.RadioSelect,
    )
    received_on = Day(
        label=gettext_lazy("Ngày nhận"),
        help_text=gettext_lazy("Hạn thụ lý tính từ ngày này, không phải ngày nhập."),
    )
    written_on = Day(label=gettext_lazy("Ngày ghi trên đơn"))
    instance = forms.TypedChoiceField(
        label=gettext_lazy("Lần thứ mấy?"),
        choices=[(1, gettext_lazy("Lần đầu")), (2, gettext_lazy("Lần hai"))],
        coerce=int,
        initial=1,
        widget=forms.RadioSelect,
    )
    first_code = Words(
        label=gettext_lazy("Mã khiếu nại lần đầu"),
        help_text=gettext_lazy("Nếu lần đầu đã có trong máy."),
        required=False,
        max_length=40,
    )
    first_decision = Words(
        label=gettext_lazy("Quyết định giải quyết lần đầu"),
        help_text=gettext_lazy("Số, ngày, cơ quan; khi lần đầu không có trong máy."),
        required=False,
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("received_on", "written_on"):
            if data.get(name) and data[name] > self.today:
                self.add_error(name, _("Ngày này chưa tới."))
        if data.get("instance") == 2 and not (data.get("first_code") or data.get("first_decision")):
            self.add_error("first_decision", _("Xin ghi quyết định lần đầu, hoặc mã ở trên."))
        return data

    def received_at(self, now: datetime) -> datetime:
        """Give the moment of receipt: now when it came today, else that day's opening hour."""
        return moment_of(self.cleaned_data["received_on"], today=self.today, now=now)
