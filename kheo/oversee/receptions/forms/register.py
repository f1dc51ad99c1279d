"""What officers write into the book."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.queries import officers_who_may
from kheo.foundation.documents.fields import FilesField
from kheo.foundation.fields.contact import Phone
from kheo.foundation.fields.days import Day, Hour
from kheo.foundation.fields.sending import SubmissionKey
from kheo.foundation.fields.words import LONGEST_NAME, Words
from kheo.foundation.units.models import Body, Unit
from kheo.oversee.receptions import rules
from kheo.oversee.receptions.models import Matter
from kheo.oversee.receptions.models.book import LONGEST_CONTENT, LONGEST_WORDS

MOST_PEOPLE = 100_000
MOST_FILES = 40


class Keyed(forms.Form):
    """A form whose second press makes nothing new."""

    submission_key = SubmissionKey()


class MatterForm(Keyed):
    """One matter; a denunciation is not written here at all."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=[row for row in Matter.Kind.choices if row[0] != "denunciation"],
        initial=Matter.Kind.PROPOSAL,
        widget=forms.RadioSelect,
    )
    content = Words(
        label=gettext_lazy("Nội dung trình bày"),
        missing=gettext_lazy("Xin ghi nội dung, vài câu."),
        max_length=LONGEST_CONTENT,
        lines=4,
    )
    earlier_bodies = Words(
        label=gettext_lazy("Cơ quan đã giải quyết"), required=False, max_length=500
    )
    papers = Words(
        label=gettext_lazy("Giấy tờ đã nhận"),
        help_text=gettext_lazy("Từng loại, số tờ. Ví dụ: đơn 2 tờ, bản sao sổ đỏ 1 tờ."),
        required=False,
        max_length=LONGEST_WORDS,
        lines=2,
    )
    scans = FilesField(
        label=gettext_lazy("Bản chụp giấy tờ"),
        help_text=gettext_lazy("Ảnh, PDF, Word."),
        most=MOST_FILES,
    )
    earlier = forms.IntegerField(
        label=gettext_lazy("Đã tiếp lần trước về cùng vụ việc?"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def clean_earlier(self) -> Matter | None:
        pk = self.cleaned_data["earlier"]
        own = Matter.objects.filter(visit__unit=self.unit, visit__is_sealed=False)
        return own.filter(pk=pk).first() if pk else None


class VisitForm(MatterForm):
    """Who came, when, and the first matter."""

    name = Words(
        label=gettext_lazy("Họ và tên người trình bày"),
        missing=gettext_lazy("Xin ghi họ và tên."),
        max_length=LONGEST_NAME,
    )
    address = Words(
        label=gettext_lazy("Địa chỉ"), missing=gettext_lazy("Xin ghi địa chỉ."), max_length=200
    )
    identity = Words(
        label=gettext_lazy("Số căn cước hoặc giấy tờ khác"), required=False, max_length=20
    )
    phone = Phone(required=False)
    people = forms.IntegerField(
        label=gettext_lazy("Số người cùng đến"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        error_messages={
            "required": gettext_lazy("Xin ghi số người."),
            "invalid": gettext_lazy("Xin ghi một số, ví dụ 1."),
            "min_value": gettext_lazy("Ít nhất 1 người."),
        },
    )
    speakers = Words(
        label=gettext_lazy("Người đại diện của đoàn"),
        help_text=gettext_lazy("Mỗi dòng một người, khi đi đông."),
        required=False,
        max_length=500,
        lines=2,
    )
    is_online = forms.BooleanField(label=gettext_lazy("Tiếp trực tuyến"), required=False)
    on = Day(label=gettext_lazy("Ngày tiếp"))
    at = Hour(label=gettext_lazy("Giờ tiếp"))

    field_order = (
        "name",
        "address",
        "identity",
        "phone",
        "people",
        "speakers",
        "kind",
        "content",
    )

    def received_at(self) -> datetime:
        """Give the moment of the reception."""
        data = self.cleaned_data
        return timezone.make_aware(datetime.combine(data["on"], data["at"]))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("on") and data.get("at") and self.received_at() > timezone.now():
            self.add_error("at", _("Giờ tiếp không thể sau lúc này."))
        return data

    def names(self) -> list[str]:
        """List who speaks for a group."""
        return [line for line in self.cleaned_data["speakers"].splitlines() if line.strip()]


class RefuseForm(Keyed):
    """Whom a reception was refused, and why."""

    name = Words(label=gettext_lazy("Họ và tên"), required=False, max_length=LONGEST_NAME)
    ground = forms.ChoiceField(
        label=gettext_lazy("Căn cứ từ chối"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Xin chọn một căn cứ.")},
    )
    note = Words(
        label=gettext_lazy("Sự việc"),
        help_text=gettext_lazy("Điều gì đã xảy ra, ai chứng kiến."),
        missing=gettext_lazy("Xin ghi sự việc."),
        max_length=LONGEST_WORDS,
        lines=3,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(ground.code, ground.words) for ground in rules.refusals()]


class ResultForm(forms.Form):
    """What the person is told."""

    handling = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        choices=Matter.Handling.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Xin chọn một kết quả.")},
    )
    text = Words(
        label=gettext_lazy("Nói với người đến"),
        missing=gettext_lazy("Xin viết kết quả bằng lời."),
        max_length=LONGEST_CONTENT,
        lines=4,
    )


class PromiseForm(Keyed):
    """What was promised, by whom and until when."""

    words = Words(
        label=gettext_lazy("Đã hứa điều gì?"),
        missing=gettext_lazy("Xin ghi lời hứa."),
        max_length=300,
        lines=2,
    )
    until = Day(label=gettext_lazy("Xong trước hết ngày"))
    person = forms.ModelChoiceField(
        label=gettext_lazy("Ai làm?"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Chọn người"),
        error_messages={"required": gettext_lazy("Xin chọn người làm.")},
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = officers_who_may("duties.work", body.unit, today=timezone.localdate())
