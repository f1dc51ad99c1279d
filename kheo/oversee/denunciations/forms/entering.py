"""Forms that take a denunciation in, and the public one that only asks to be called."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import refusals, sniffing
from kheo.foundation.documents.fields import FilesField
from kheo.foundation.fields.days import Day, moment_of
from kheo.foundation.fields.sending import SubmissionKey
from kheo.foundation.units.models import Unit
from kheo.oversee.denunciations.forms.fields import OFF, SealedForm, Words
from kheo.oversee.denunciations.models import Case
from kheo.oversee.denunciations.services import Accused, Attached, Denouncer, Deposition

MOST_FILES = 20
ENTERED = (Case.Channel.COUNTER, Case.Channel.POST, Case.Channel.PASSED)
NOON = time(12)


class Attaching(SealedForm):
    """Files, read into memory and never written anywhere in clear."""

    files = FilesField(label=_("Tệp kèm theo"), most=MOST_FILES)  # type: ignore[assignment]

    def attached(self) -> list[Attached]:
        """Give the files by what they are; raise nothing: `clean_files` has refused the others."""
        return [_attached(file) for file in self.cleaned_data.get("files") or []]

    def clean_files(self) -> "list[File[bytes]]":
        files: list[File[bytes]] = list(self.cleaned_data["files"] or [])
        for file in files:
            try:
                _attached(file)
            except refusals.Refused as refusal:
                raise ValidationError(str(refusal)) from None
        return files


def _attached(file: "File[bytes]") -> Attached:
    file.seek(0)
    data, name = file.read(), file.name or ""
    if not data:
        raise refusals.EmptyFile(name)
    kind = sniffing.kind_of(data, name)
    return Attached(name, kind.media_type, data)


class _Told(SealedForm):
    """What a denunciation says, whoever types it."""

    text = Words(lines=10, label=_("Nội dung tố cáo"))
    accused = Words(
        lines=3,
        label=_("Người bị tố cáo"),
        help_text=_("Mỗi người một dòng: họ tên; chức vụ, nơi làm việc."),
    )
    denouncers = Words(
        lines=3,
        required=False,
        label=_("Người tố cáo"),
        help_text=_(
            "Mỗi người một dòng: họ tên; địa chỉ; điện thoại; giấy tờ. Nhiều người thì đánh dấu * "
            "trước tên người đại diện."
        ),
    )
    wants_protection = forms.BooleanField(label=_("Đề nghị được bảo vệ"), required=False)

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "text": data["text"],
            "accused": [Accused(*row[:2]) for row in _rows(data["accused"], 2)],
            "denouncers": [_denouncer(row) for row in _rows(data["denouncers"], 4)],
            "wants_protection": data["wants_protection"],
        }


class EnterForm(_Told, Attaching):
    """What came over the counter or by post."""

    channel = forms.ChoiceField(
        label=_("Đến bằng"), choices=[(one.value, one.label) for one in ENTERED]
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Nơi nhận"), empty_label=None)
    received_on = Day(label=_("Ngày nhận"), widget=forms.TextInput({**OFF, "inputmode": "numeric"}))
    is_anonymous = forms.BooleanField(
        label=_("Không rõ người tố cáo (nặc danh, mạo danh)"), required=False
    )
    is_again = forms.BooleanField(label=_("Tố cáo tiếp việc đã giải quyết"), required=False)
    colleagues = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Giao khóa cho cả"),
        help_text=_("Người có tên trong đơn không nhận được khóa."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    submission_key = SubmissionKey()
    field_order = (
        "channel", "unit", "received_on", "is_anonymous", "denouncers", "accused", "text", "files",
        "wants_protection", "is_again", "colleagues",
    )  # fmt: skip

    def __init__(
        self, *args: Any, units: Iterable[Unit], people: Iterable[User], today: date, **kwargs: Any
    ) -> None:
        initial = {
            "received_on": f"{today:%d/%m/%Y}",
            **kwargs.pop("initial", {}),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.today = today
        fields: Any = self.fields
        fields["unit"].queryset = Unit.objects.filter(pk__in=[one.pk for one in units])
        fields["colleagues"].queryset = User.objects.filter(pk__in=[one.pk for one in people])

    def clean_received_on(self) -> date:
        found: date = self.cleaned_data["received_on"]
        if found > self.today:
            raise ValidationError(_t("Ngày nhận không thể ở tương lai."))
        return found

    def received_at(self, now: datetime) -> datetime:
        day, today = self.cleaned_data["received_on"], timezone.localdate(now)
        return moment_of(day, today=today, now=now, hour=NOON)

    def deposition(self) -> Deposition:
        data = self.cleaned_data
        return Deposition(
            **self.said(),
            unit=data["unit"],
            channel=Case.Channel(data["channel"]),
            is_anonymous=data["is_anonymous"],
            is_again=data["is_again"],
            files=self.attached(),
        )


class SignalForm(SealedForm):
    """How to be called back, and nothing about why."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Ai gọi lại?"), empty_label=None)
    contact = Words(
        max_length=200,
        label=_("Gọi lại bằng cách nào?"),
        help_text=_("Số điện thoại hoặc cách hẹn. Không cần tên thật. Đừng viết nội dung tố cáo."),
    )
    when = Words(max_length=200, label=_("Lúc nào gọi thì an toàn cho bạn?"), required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=[one.pk for one in units]).order_by("path")


class OnlineForm(_Told):
    """A whole denunciation on the web, where the deployment allows it."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Nơi nhận"), empty_label=None)
    submission_key = SubmissionKey()
    field_order = ("unit", "denouncers", "accused", "text", "wants_protection")

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=[one.pk for one in units]).order_by("path")

    def deposition(self) -> Deposition:
        said = self.said()
        return Deposition(
            **said, unit=self.cleaned_data["unit"], is_anonymous=not said["denouncers"]
        )


def _rows(lines: str, most: int) -> list[list[str]]:
    """Read people line by line, the parts of each between semicolons."""
    rows = ([part.strip() for part in re.split(r"[;|\t]", line)] for line in lines.splitlines())
    return [row[:most] for row in rows if any(row)]


def _denouncer(row: list[str]) -> Denouncer:
    name, *rest = row
    address, phone, paper = [*rest, "", "", ""][:3]
    return Denouncer(name.lstrip("* "), address, phone, paper, name.startswith("*"))
