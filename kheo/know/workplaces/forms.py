"""What officers may type about workplaces."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.days import Day
from kheo.foundation.fields.sending import NamedForm
from kheo.foundation.fields.words import Words
from kheo.foundation.units.bodykinds import kinds as body_kinds
from kheo.foundation.units.fields import BodyField
from kheo.know.workplaces import rules
from kheo.know.workplaces.models import LONGEST_PRINTED
from kheo.know.workplaces.services import Held, Paper

LONGEST_NAME = 160
MOST_PEOPLE = 999_999


class FollowForm(NamedForm):
    """Follow a body that is known already."""

    ids = "follow_%s"
    body = BodyField(
        label=gettext_lazy("Cơ quan đã có trong danh sách"),
        missing=gettext_lazy("Xin ghi tên cơ quan."),
        help_text=gettext_lazy("Gõ tên, không cần dấu."),
    )


class FoundForm(NamedForm):
    """A workplace that is not a body yet; `place` is the body whose unit it lies in."""

    ids = "found_%s"
    kind = forms.ChoiceField(label=gettext_lazy("Loại"))
    name = Words(
        label=gettext_lazy("Tên"),
        max_length=LONGEST_NAME,
        missing=gettext_lazy("Xin ghi tên."),
    )
    place = BodyField(
        label=gettext_lazy("Ở địa bàn của cơ quan nào"),
        missing=gettext_lazy("Xin ghi địa bàn, ví dụ: UBND tỉnh Sơn La."),
        help_text=gettext_lazy("Ví dụ: UBND tỉnh, UBND xã quản lý nơi này."),
    )
    head_title = Words(
        label=gettext_lazy("Chức vụ người đứng đầu"),
        help_text=gettext_lazy("Ví dụ: Hiệu trưởng Trường THPT Mường La. Chưa có thì để trống."),
        max_length=LONGEST_NAME,
        required=False,
    )
    staff = forms.IntegerField(
        label=gettext_lazy("Số người làm việc"), min_value=1, max_value=MOST_PEOPLE, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        # Bodies with names of their own; the others are set up with their unit.
        own = [kind for kind in body_kinds().values() if not kind.at]
        field.choices = [(kind.key, kind.vi) for kind in own if rules.of_body(kind.key)]


class AdoptForm(NamedForm):
    """A regulation that was adopted."""

    ids = "adopt_%s"
    regulation = forms.ChoiceField(label=gettext_lazy("Văn bản"))
    adopted_on = Day(label=gettext_lazy("Ban hành ngày"))
    printed = Words(
        label=gettext_lazy("Số, ký hiệu"),
        help_text=gettext_lazy("Ví dụ: Quyết định 12/QĐ-THPT"),
        max_length=LONGEST_PRINTED,
        missing=gettext_lazy("Xin ghi số, ký hiệu của văn bản."),
    )

    def __init__(self, *args: Any, kind: rules.WorkplaceKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["regulation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.key, str(one)) for one in kind.regulations]

    def paper(self) -> Paper:
        return Paper(printed=self.cleaned_data["printed"])


class ReviewForm(NamedForm):
    """That a regulation was looked at and stands."""

    ids = "review_%s"
    regulation = forms.ChoiceField(label=gettext_lazy("Văn bản"))
    on = Day(label=gettext_lazy("Rà soát ngày"))

    def __init__(self, *args: Any, kind: rules.WorkplaceKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["regulation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.key, str(one)) for one in kind.regulations]


class ConferenceForm(NamedForm):
    """The conference about one work year."""

    ids = "held_%s"
    year = forms.IntegerField(label=gettext_lazy("Về năm"), min_value=2000, max_value=2100)
    held_on = Day(label=gettext_lazy("Họp ngày"))
    summoned = forms.IntegerField(
        label=gettext_lazy("Số người được triệu tập"), min_value=1, max_value=MOST_PEOPLE
    )
    present = forms.IntegerField(
        label=gettext_lazy("Số người dự"), min_value=0, max_value=MOST_PEOPLE
    )
    printed = Words(label=gettext_lazy("Số nghị quyết"), max_length=LONGEST_PRINTED, required=False)

    def held(self) -> Held:
        """Say what was typed as the services take it."""
        data = self.cleaned_data
        return Held(
            year=data["year"],
            held_on=data["held_on"],
            summoned=data["summoned"],
            present=data["present"],
            paper=Paper(printed=data["printed"]),
        )


class HeadForm(NamedForm):
    """Which post answers for a workplace."""

    ids = "head_%s"
    title = Words(
        label=gettext_lazy("Chức vụ người đứng đầu"),
        max_length=LONGEST_NAME,
        missing=gettext_lazy("Xin ghi chức vụ người đứng đầu."),
    )
