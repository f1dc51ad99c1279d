"""What an officer completes of a complaint that came without all that the law wants said."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from kheo.foundation.accounts.fields import OfficerField
from kheo.foundation.accounts.models import User
from kheo.foundation.fields.days import Day
from kheo.foundation.fields.words import Words
from kheo.oversee.complaints.forms.complaint import ComplaintForm
from kheo.oversee.complaints.forms.working import ActForm
from kheo.oversee.complaints.models import Complaint

# What belongs to the petition, or was asked only while it was being sent.
NOT_HERE = ("submission_key", "commune", "unit", "text", "name", "phone", "email", "scans")
NEEDED = ("written_on", "against", "people", "agent")


class DescribeForm(ActForm, ComplaintForm):
    """Everything that the complaint says, as far as the paper says it."""

    ids = "describe_%s"

    written_on = Day(label=gettext_lazy("Ngày ghi trên đơn"))
    first_decision = Words(
        label=gettext_lazy("Quyết định giải quyết lần đầu"), required=False, max_length=200
    )
    accused = OfficerField(
        label=gettext_lazy("Cán bộ có hành vi bị khiếu nại"),
        help_text=gettext_lazy(
            "Người này không xem, không xác minh; chỉ khi là người đứng đầu mới được "
            "giải quyết lần đầu."
        ),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Không rõ, hoặc khiếu nại quyết định"),
    )

    def __init__(
        self, *args: Any, today: date, officers: Iterable[User] = (), **kwargs: Any
    ) -> None:
        self.officers = officers
        ComplaintForm.__init__(self, *args, today=today, **kwargs)
        for name in NOT_HERE:
            self.fields.pop(name, None)
        for name, field in self.fields.items():
            field.required = name in NEEDED
        known = self.fields["accused"]
        assert isinstance(known, OfficerField)
        known.queryset = User.objects.filter(pk__in=[person.pk for person in officers])

    @property
    def words(self) -> dict[str, Any]:
        return {"grievance": self.grievance(), "accused": self.cleaned_data["accused"]}


def start(complaint: Complaint) -> dict[str, Any]:
    """Show what is known already."""
    people = list(complaint.complainants.all())
    chosen = [one for one in people if one.is_representative]
    same = (
        "written_on", "address", "against", "against_number", "against_on", "against_whom",
        "reason", "request", "knew_on", "obstacle", "obstacle_since", "obstacle_until", "agent",
        "agent_name", "agent_paper", "first_decision",
    )  # fmt: skip
    return {name: getattr(complaint, name) for name in same} | {
        "accused": complaint.against_person_id,
        "people": complaint.petition.people,
        "complainants": "\n".join(", ".join(filter(None, (p.name, p.address))) for p in people),
        "representatives": "\n".join(one.name for one in chosen),
        "representatives_paper": chosen[0].paper if chosen else "",
    }
