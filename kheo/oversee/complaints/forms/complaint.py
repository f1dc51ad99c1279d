"""Everything that the law wants a complaint to say, as questions with their refusals."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.clock.deadlines import Due
from kheo.foundation.fields.contact import Email, Phone
from kheo.foundation.fields.days import Day
from kheo.foundation.fields.sending import KeyedForm
from kheo.foundation.fields.words import LONGEST_NAME, Words
from kheo.oversee.complaints import queries, rules
from kheo.oversee.complaints.errors import ComplaintError
from kheo.oversee.complaints.forms.fields import Scans
from kheo.oversee.complaints.forms.places import PlaceForm
from kheo.oversee.complaints.models import Complaint
from kheo.oversee.complaints.services import Grievance, Person, named
from kheo.oversee.petitions.models import LONGEST_TEXT, Petition
from kheo.oversee.petitions.services import Letter

MOST_PEOPLE = 100_000


class ComplaintForm(PlaceForm, KeyedForm):
    """Everything that the law wants to be said; photos and scans beside it."""

    against = forms.ChoiceField(
        label=gettext_lazy("Bạn khiếu nại"),
        choices=Complaint.Against.choices,
        initial=Complaint.Against.DECISION,
        widget=forms.RadioSelect,
    )
    against_whom = Words(
        label=gettext_lazy("Của cơ quan, người nào?"),
        help_text=gettext_lazy("Ví dụ: UBND xã Ngọc Chiến"),
        missing=gettext_lazy("Xin ghi cơ quan hoặc người bị khiếu nại."),
        max_length=200,
    )
    against_number = Words(
        label=gettext_lazy("Số quyết định"),
        help_text=gettext_lazy("Ví dụ: 12/QĐ-UBND"),
        required=False,
        max_length=80,
    )
    against_on = Day(label=gettext_lazy("Ngày của quyết định, hành vi"), required=False)
    knew_on = Day(
        label=gettext_lazy("Bạn nhận được, biết được ngày nào?"),
        help_text=gettext_lazy("Thời hiệu tính từ ngày này. Không nhớ thì để trống."),
        required=False,
    )
    obstacle = Words(
        label=gettext_lazy("Trở ngại gì?"),
        help_text=gettext_lazy("Ốm đau, thiên tai, đi công tác, học tập ở nơi xa…"),
        required=False,
        max_length=500,
    )
    obstacle_since = Day(label=gettext_lazy("Từ ngày"), required=False)
    obstacle_until = Day(label=gettext_lazy("Đến ngày"), required=False)
    text = Words(
        label=gettext_lazy("Nội dung khiếu nại"),
        help_text=gettext_lazy("Viết như bạn nói: việc gì đã xảy ra, khi nào, ở đâu."),
        missing=gettext_lazy("Xin viết chuyện gì đã xảy ra."),
        max_length=LONGEST_TEXT,
        lines=6,
    )
    reason = Words(
        label=gettext_lazy("Vì sao bạn cho là không đúng?"),
        missing=gettext_lazy("Xin viết vì sao bạn cho là không đúng."),
        max_length=4000,
        lines=4,
    )
    request = Words(
        label=gettext_lazy("Bạn yêu cầu giải quyết thế nào?"),
        missing=gettext_lazy("Xin viết bạn yêu cầu giải quyết thế nào."),
        max_length=4000,
        lines=3,
    )
    name = Words(
        label=gettext_lazy("Họ và tên"),
        missing=gettext_lazy("Luật yêu cầu ghi họ tên người khiếu nại."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = Words(
        label=gettext_lazy("Địa chỉ"),
        missing=gettext_lazy("Luật yêu cầu ghi địa chỉ người khiếu nại."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )
    phone = Phone(required=False)
    email = Email()
    people = forms.IntegerField(
        label=gettext_lazy("Bao nhiêu người cùng khiếu nại?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        error_messages={
            "required": gettext_lazy("Xin ghi số người, một mình thì ghi 1."),
            "invalid": gettext_lazy("Xin ghi một số, một mình thì ghi 1."),
            "min_value": gettext_lazy("Ít nhất là một người."),
        },
    )
    complainants = Words(
        label=gettext_lazy("Những người cùng khiếu nại"),
        help_text=gettext_lazy("Mỗi người một dòng: họ tên, địa chỉ. Một mình thì để trống."),
        required=False,
        max_length=LONGEST_TEXT,
        lines=4,
    )
    representatives = Words(
        label=gettext_lazy("Người đại diện"),
        help_text=gettext_lazy("Mỗi người một dòng, là người trong danh sách trên."),
        required=False,
        max_length=1000,
        lines=2,
    )
    representatives_paper = Words(
        label=gettext_lazy("Văn bản cử người đại diện"),
        help_text=gettext_lazy("Ngày nào, bao nhiêu người ký. Chụp kèm ở bước sau."),
        required=False,
        max_length=200,
    )
    agent = forms.ChoiceField(
        label=gettext_lazy("Ai làm thay bạn?"),
        choices=Complaint.Agent.choices,
        initial=Complaint.Agent.NOBODY,
        widget=forms.RadioSelect,
    )
    agent_name = Words(label=gettext_lazy("Tên người làm thay"), required=False, max_length=120)
    agent_paper = Words(
        label=gettext_lazy("Giấy tờ của người đó"),
        help_text=gettext_lazy("Giấy ủy quyền, thẻ luật sư, giấy cử của Trung tâm trợ giúp."),
        required=False,
        max_length=200,
    )
    scans = Scans()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("against_on", "knew_on"):
            if data.get(name) and data[name] > self.today:
                self.add_error(name, _("Ngày này chưa tới."))
        data["found_unit"] = self.found_unit(data)
        data["persons"] = self._persons(data)
        self._check_obstacle(data)
        self._check_agent(data)
        return data

    def _persons(self, data: dict[str, Any]) -> tuple[Person, ...]:
        listed = [_person(line) for line in _lines(data.get("complainants", ""))]
        wanted = _lines(data.get("representatives", ""))
        try:
            people = named(listed, wanted, data.get("representatives_paper", ""))
        except ComplaintError as refusal:
            self.add_error("representatives", str(refusal))
            return tuple(listed)
        self._check_group(data.get("people") or 1, people)
        return tuple(people)

    def _check_group(self, people: int, listed: Sequence[Person]) -> None:
        if len(listed) > people:
            self.add_error("people", _("Danh sách có %s người.") % len(listed))
        chosen = sum(person.is_representative for person in listed)
        if chosen and not all(one.paper for one in listed if one.is_representative):
            self.add_error("representatives_paper", _("Xin ghi văn bản cử người đại diện."))
        group = rules.book().group_of(people)
        if group is not None and not group.least <= chosen <= group.most:
            asked = _("%(people)s người thì cử từ %(least)s đến %(most)s người đại diện.")
            facts = {"people": people, "least": group.least, "most": group.most}
            self.add_error("representatives", asked % facts)

    def _check_obstacle(self, data: dict[str, Any]) -> None:
        since, until = data.get("obstacle_since"), data.get("obstacle_until")
        if not since and not until:
            return
        if not data.get("obstacle"):
            self.add_error("obstacle", _("Xin ghi trở ngại gì."))
        if not (since and until and since < until):
            self.add_error("obstacle_until", _("Xin ghi cả hai ngày, ngày hết sau ngày bắt đầu."))

    def _check_agent(self, data: dict[str, Any]) -> None:
        if data.get("agent") in (None, Complaint.Agent.NOBODY):
            return
        for name in ("agent_name", "agent_paper"):
            if not data.get(name):
                self.add_error(name, _("Người làm thay phải có tên và giấy tờ."))

    # --- What it says -------------------------------------------------------------------------

    @property
    def limit(self) -> Due | None:
        """Until when a complaint about this could be lodged, if somebody said since when."""
        data = getattr(self, "cleaned_data", {})
        if not data.get("knew_on"):
            return None
        since, until = data.get("obstacle_since"), data.get("obstacle_until")
        is_whole = since and until and since < until
        return queries.time_limit(
            data["knew_on"],
            data.get("against", ""),
            since if is_whole else None,
            until if is_whole else None,
            data.get("obstacle", ""),
        )

    @property
    def is_late(self) -> bool:
        limit = (
            queries.time_limit(self.cleaned_data["knew_on"], self.cleaned_data.get("against", ""))
            if getattr(self, "cleaned_data", {}).get("knew_on")
            else None
        )
        return limit is not None and self.today > limit.on

    def letter(self) -> Letter:
        """Say what was typed as petitions take it."""
        data = self.cleaned_data
        return Letter(
            kind=Petition.Kind.COMPLAINT,
            text=data["text"],
            unit=data["found_unit"],
            name=data["name"],
            phone=data["phone"],
            email=data["email"],
            wants_public=False,
        )

    def grievance(self) -> Grievance:
        """Say what was typed as complaints take it."""
        data = self.cleaned_data
        same = (
            "address", "against", "against_number", "against_on", "against_whom", "reason",
            "request", "knew_on", "obstacle", "obstacle_since", "obstacle_until", "agent",
            "agent_name", "agent_paper", "people",
        )  # fmt: skip
        return Grievance(
            written_on=data.get("written_on") or self.today,
            first_decision=data.get("first_decision", ""),
            complainants=data["persons"],
            **{name: data[name] for name in same},
        )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _person(line: str) -> Person:
    name, _comma, address = line.partition(",")
    return Person(name.strip()[:120], address.strip()[:300])
