"""Forms of campaigns and their reach."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.days import Day
from kheo.foundation.fields.sending import NamedForm, SubmissionKey
from kheo.foundation.fields.words import Words
from kheo.foundation.units.fields import BodyField, CommuneForm
from kheo.foundation.units.models import Unit
from kheo.know.dissemination import rules
from kheo.know.dissemination.forms.documents import DocumentsField
from kheo.know.dissemination.models import Campaign, Reach
from kheo.know.dissemination.models.campaigns import LONGEST_NOTE, LONGEST_TITLE, MOST_PEOPLE
from kheo.know.dissemination.services import Drive, Reached


class CampaignForm(NamedForm):
    """A campaign."""

    submission_key = SubmissionKey(required=False)
    body = BodyField(
        label=gettext_lazy("Cơ quan mở đợt"),
        missing=gettext_lazy("Xin ghi cơ quan mở đợt."),
        help_text=gettext_lazy("Gõ tên, không cần dấu."),
    )
    title = Words(
        label=gettext_lazy("Tuyên truyền về việc gì"),
        max_length=LONGEST_TITLE,
        missing=gettext_lazy("Xin ghi tuyên truyền về việc gì."),
    )
    documents = DocumentsField()
    since = Day(label=gettext_lazy("Từ ngày"))
    until = Day(label=gettext_lazy("Đến hết ngày"))
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Bằng kênh nào"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Xin chọn ít nhất một kênh.")},
    )
    target = forms.IntegerField(
        label=gettext_lazy("Muốn đến bao nhiêu lượt người"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channels = self.fields["channels"]
        assert isinstance(channels, forms.MultipleChoiceField)
        channels.choices = [(key, str(word)) for key, word in rules.channels().items()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Ngày cuối phải từ ngày đầu trở đi."))
        return data

    def drive(self) -> Drive:
        """Say what was typed as the services take it."""
        data = self.cleaned_data
        return Drive(
            title=data["title"],
            since=data["since"],
            until=data["until"],
            channels=tuple(data["channels"]),
            target=data["target"],
            documents=data["documents"],
        )


class ReachForm(CommuneForm):
    """How many people one channel reached on a day, in the whole place or in one commune."""

    ids = "reach_%s"
    submission_key = SubmissionKey(required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Kênh"))
    on = Day(label=gettext_lazy("Ngày"))
    people = forms.IntegerField(
        label=gettext_lazy("Số lượt người"), min_value=0, max_value=MOST_PEOPLE
    )
    how = forms.ChoiceField(
        label=gettext_lazy("Số này"), choices=Reach.How.choices, widget=forms.RadioSelect
    )
    note = Words(
        label=gettext_lazy("Đếm thế nào"),
        help_text=gettext_lazy("Ví dụ: số hộ trong bản có loa; số người ký tên họp bản."),
        max_length=LONGEST_NOTE,
        required=False,
    )

    def __init__(self, *args: Any, campaign: Campaign, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.campaign = campaign
        known, field = rules.channels(), self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, str(known.get(key, key))) for key in campaign.channels]
        self.fields["commune"].help_text = _("Để trống: cả %(unit)s. Gõ tên, không cần dấu.") % {
            "unit": campaign.unit.full_name
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        place: Unit | None = self.found_unit(data)
        data["place"] = place or self.campaign.unit
        return data

    def reached(self) -> Reached:
        """Say what was typed as the services take it."""
        data = self.cleaned_data
        return Reached(
            unit=data["place"],
            channel=data["channel"],
            on=data["on"],
            people=data["people"],
            how=Reach.How(data["how"]),
            note=data["note"],
        )
