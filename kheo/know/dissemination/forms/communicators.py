"""Forms of the list that a commune keeps."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.days import Day
from kheo.foundation.fields.sending import NamedForm, SubmissionKey
from kheo.foundation.fields.words import Words
from kheo.foundation.units.models import Unit
from kheo.know.dissemination import queries
from kheo.know.dissemination.forms.documents import DocumentsField
from kheo.know.dissemination.models.communicators import (
    LONGEST_DECISION,
    LONGEST_NAME,
    LONGEST_TOPIC,
)
from kheo.know.dissemination.queries import communicators
from kheo.know.dissemination.services import Listed


class CommunicatorForm(NamedForm):
    """Somebody who becomes a communicator."""

    ids = "person_%s"
    submission_key = SubmissionKey(required=False)
    name = Words(
        label=gettext_lazy("Họ và tên"),
        max_length=LONGEST_NAME,
        missing=gettext_lazy("Xin ghi họ và tên."),
    )
    village = forms.ModelChoiceField(
        label=gettext_lazy("Thôn, bản"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=gettext_lazy("Của cả xã, phường"),
    )
    since = Day(label=gettext_lazy("Từ ngày"))
    decision = Words(
        label=gettext_lazy("Quyết định (ghi như in)"), max_length=LONGEST_DECISION, required=False
    )
    document = DocumentsField(label=gettext_lazy("Quyết định trong sổ văn bản"))
    may_be_named = forms.BooleanField(
        label=gettext_lazy("Người này đồng ý nêu tên trên trang công khai"), required=False
    )

    def __init__(self, *args: Any, commune: Unit, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        village = self.fields["village"]
        assert isinstance(village, forms.ModelChoiceField)
        places = Unit.objects.as_of(today).filter(parent=commune, level=Unit.Level.VILLAGE)
        village.queryset = places.order_by("sort_key", "pk")

    def listed(self) -> Listed:
        """Say what was typed as the services take it."""
        data = self.cleaned_data
        documents = data["document"]
        return Listed(
            name=data["name"],
            since=data["since"],
            village=data["village"],
            may_be_named=data["may_be_named"],
            decision=data["decision"],
            document=documents[0] if documents else None,
        )


class RetireForm(NamedForm):
    """From which day somebody is no communicator any more."""

    until = Day(label=gettext_lazy("Thôi từ ngày"))


class TrainingForm(NamedForm):
    """A training, and who took it."""

    ids = "training_%s"
    submission_key = SubmissionKey(required=False)
    topic = Words(
        label=gettext_lazy("Nội dung tập huấn"),
        max_length=LONGEST_TOPIC,
        missing=gettext_lazy("Xin ghi nội dung tập huấn."),
    )
    held_on = Day(label=gettext_lazy("Ngày tập huấn"))
    takers = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Ai đã học"),
        queryset=queries.NOBODY,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Xin chọn ít nhất một người đã học.")},
    )

    def __init__(self, *args: Any, commune: Unit, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        takers = self.fields["takers"]
        assert isinstance(takers, forms.ModelMultipleChoiceField)
        takers.queryset = communicators.current(commune, today=today)
        takers.label_from_instance = _named  # type: ignore[method-assign,assignment]


def _named(one: Any) -> str:
    return f"{one.name}, {one.place.full_name}"
