"""Forms of conferences and attendance."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.documents.fields import FilesField
from kheo.foundation.fields.days import Day, Hour
from kheo.foundation.fields.sending import NamedForm, SubmissionKey
from kheo.foundation.fields.words import Words
from kheo.foundation.units.fields import BodyField
from kheo.know.dissemination import rules
from kheo.know.dissemination.forms.documents import DocumentsField
from kheo.know.dissemination.models import Conference
from kheo.know.dissemination.models.conferences import (
    LONGEST_NAME,
    LONGEST_ORGANISATION,
    LONGEST_PLACE,
    LONGEST_TITLE,
)
from kheo.know.dissemination.services import Person, Plan

LONGEST_RESULT = 8000
LONGEST_REASON = 300
LONGEST_LIST = 60_000
MOST_PEOPLE = 99_999


class ConferenceForm(NamedForm):
    """A conference to come, or one that was held and is entered later."""

    submission_key = SubmissionKey(required=False)
    body = BodyField(
        label=gettext_lazy("Cơ quan tổ chức"),
        missing=gettext_lazy("Xin ghi cơ quan tổ chức."),
        help_text=gettext_lazy("Gõ tên, không cần dấu."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại hội nghị"))
    title = Words(
        label=gettext_lazy("Hội nghị về việc gì"),
        max_length=LONGEST_TITLE,
        missing=gettext_lazy("Xin ghi hội nghị về việc gì."),
    )
    documents = DocumentsField()
    on = Day(label=gettext_lazy("Ngày họp"))
    starts = Hour(label=gettext_lazy("Bắt đầu lúc"))
    ends = Hour(label=gettext_lazy("Kết thúc lúc"), required=False)
    place = Words(
        label=gettext_lazy("Họp ở đâu"),
        max_length=LONGEST_PLACE,
        missing=gettext_lazy("Xin ghi họp ở đâu."),
    )
    audience = Words(label=gettext_lazy("Mời ai"), max_length=LONGEST_TITLE, required=False)
    invited = forms.IntegerField(
        label=gettext_lazy("Số người được mời"), min_value=0, max_value=MOST_PEOPLE, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(key, str(word)) for key, word in rules.conference_kinds().items()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("Giờ kết thúc phải sau giờ bắt đầu."))
        return data

    def plan(self) -> Plan:
        """Say what was typed as the services take it."""
        data = self.cleaned_data
        return Plan(
            kind=data["kind"],
            title=data["title"],
            starts_at=self._moment(data["starts"]),
            ends_at=self._moment(data["ends"]) if data["ends"] else None,
            place=data["place"],
            audience=data["audience"],
            invited=data["invited"],
            documents=data["documents"],
        )

    def _moment(self, hour: time) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["on"], hour))


def typed_of(conference: Conference) -> dict[str, object]:
    """Give what stands in the form of a conference that is edited."""
    starts = timezone.localtime(conference.starts_at)
    ends = timezone.localtime(conference.ends_at) if conference.ends_at else None
    return {
        "body": conference.body,
        "kind": conference.kind,
        "title": conference.title,
        "documents": list(conference.documents.all()),
        "on": starts.date(),
        "starts": starts.time(),
        "ends": ends.time() if ends else None,
        "place": conference.place,
        "audience": conference.audience,
        "invited": conference.invited,
    }


class ResultForm(NamedForm):
    """What came of a conference."""

    ids = "result_%s"
    text = Words(
        label=gettext_lazy("Kết quả, mọi người đọc được"),
        help_text=gettext_lazy("Việc gì đã thống nhất, ai làm, bao giờ xong. Không nêu tên dân."),
        max_length=LONGEST_RESULT,
        required=False,
        lines=5,
    )


class ReasonForm(NamedForm):
    """Why a conference is not held."""

    ids = "reason_%s"
    text = Words(
        label=gettext_lazy("Lý do, mọi người đọc được"),
        max_length=LONGEST_REASON,
        missing=gettext_lazy("Xin ghi lý do; mọi người đọc được."),
        lines=2,
    )


class NumberForm(NamedForm):
    """How many came of whom no name was taken."""

    ids = "number_%s"
    people = forms.IntegerField(
        label=gettext_lazy("Số người dự không ghi tên"), min_value=0, max_value=MOST_PEOPLE
    )


class ListForm(NamedForm):
    """A list of those who came, pasted from a sheet or typed."""

    ids = "list_%s"
    people = Words(
        label=gettext_lazy("Danh sách người dự"),
        help_text=gettext_lazy(
            "Mỗi dòng một người: họ tên; nơi làm việc. Dán từ bảng tính cũng được."
        ),
        max_length=LONGEST_LIST,
        missing=gettext_lazy("Xin dán hoặc gõ danh sách."),
        lines=6,
    )

    def clean_people(self) -> list[Person]:
        lines = [line for line in self.cleaned_data["people"].splitlines() if line.strip()]
        return [self._person(number, line) for number, line in enumerate(lines, start=1)]

    def _person(self, number: int, line: str) -> Person:
        name, _sep, organisation = line.replace("\t", ";").partition(";")
        person = Person(name.strip(" .0123456789"), organisation.strip(" ;"))
        if not person.name:
            raise forms.ValidationError(_("Dòng %(n)s chưa có họ tên.") % {"n": number})
        if len(person.name) > LONGEST_NAME or len(person.organisation) > LONGEST_ORGANISATION:
            raise forms.ValidationError(_("Dòng %(n)s dài quá.") % {"n": number})
        return person


class MaterialsForm(NamedForm):
    """Papers of a conference."""

    ids = "materials_%s"
    uploads = FilesField(label=gettext_lazy("Tài liệu"), required=True)


class SignInForm(NamedForm):
    """Who came, typed at the door on one's own phone: name and organisation, nothing else."""

    name = Words(
        label=gettext_lazy("Họ và tên"),
        max_length=LONGEST_NAME,
        missing=gettext_lazy("Xin ghi họ và tên."),
    )
    organisation = Words(
        label=gettext_lazy("Cơ quan, xã, thôn"), max_length=LONGEST_ORGANISATION, required=False
    )

    def person(self) -> Person:
        return Person(self.cleaned_data["name"], self.cleaned_data["organisation"])
