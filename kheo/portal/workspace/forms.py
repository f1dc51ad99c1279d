"""What officers type at the desk: whom they give work to, why a date moves, what they look up."""

import re
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kheo.foundation import tongues
from kheo.foundation.accounts.fields import OfficerField
from kheo.foundation.accounts.models import User
from kheo.foundation.clock.rules import ExtensionLimit
from kheo.foundation.clock.sentences import counted
from kheo.foundation.duties.queries import Orphan
from kheo.foundation.fields.days import Day
from kheo.foundation.fields.words import Words
from kheo.foundation.units.fields import BodyField
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import dates
from kheo.portal.workspace import queries
from kheo.portal.workspace.queries import Search, words

LONGEST_REASON = 500
LONGEST_NUMBER = 60
MOST_DAYS = 999
_ACTION = re.compile(r"[a-z_.]{1,60}")


class AssignForm(forms.Form):
    """Who does it."""

    to = OfficerField(
        label=gettext_lazy("Giao cho"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Chọn người làm"),
        error_messages={
            "required": gettext_lazy("Xin chọn người làm."),
            "invalid_choice": gettext_lazy(
                "Người này không làm loại việc này ở cơ quan. Xin chọn người khác."
            ),
        },
    )

    def __init__(self, data: Any = None, *, officers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(data, auto_id="assign_%s", **kwargs)
        field = self.fields["to"]
        assert isinstance(field, OfficerField)
        field.queryset = officers

    @property
    def words(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"to": self.cleaned_data["to"]}


class HandOverForm(forms.Form):
    """Which body goes on with it, and why; the person concerned reads both."""

    body = BodyField(
        label=gettext_lazy("Chuyển cho cơ quan nào?"),
        help_text=gettext_lazy("Gõ tên, không cần dấu."),
        missing=gettext_lazy("Xin gõ tên cơ quan nhận."),
    )
    reason = Words(
        label=gettext_lazy("Vì sao chuyển?"),
        help_text=gettext_lazy("Hiện công khai; người gửi được báo. Hạn giữ nguyên."),
        max_length=LONGEST_REASON,
        lines=2,
        missing=gettext_lazy("Xin viết lý do."),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="hand_over_%s", **kwargs)

    @property
    def words(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"body": self.cleaned_data["body"], "reason": self.cleaned_data["reason"]}


class HeirForm(forms.Form):
    """Which unit goes on with a duty of a unit that was divided."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("Đơn vị nhận"),
        queryset=Unit.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Xin chọn đơn vị nhận."),
            "invalid_choice": gettext_lazy("Đơn vị này không kế tục đơn vị cũ."),
        },
    )

    def __init__(self, data: Any = None, *, orphan: Orphan, **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"heir_{orphan.duty.pk}_%s", **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in orphan.heirs])


class LeaveForm(forms.Form):
    """From which day an officer is without the post, and who follows."""

    until = Day(
        label=gettext_lazy("Ngày thôi chức vụ"),
        help_text=gettext_lazy("Ngày đầu tiên không còn giữ chức vụ này, ví dụ 9/11/2026."),
        missing=gettext_lazy("Xin ghi ngày thôi chức vụ."),
    )
    successor = Words(
        label=gettext_lazy("Tên đăng nhập của người nhận bàn giao"),
        help_text=gettext_lazy("Người đã có tài khoản. Để trống thì việc trở về người đứng đầu."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(self, data: Any = None, *, leaving: User, **kwargs: Any) -> None:
        super().__init__(data, auto_id="leave_%s", **kwargs)
        self.leaving = leaving

    def clean_successor(self) -> User | None:
        typed = self.cleaned_data["successor"]
        if not typed:
            return None
        found = User.objects.filter(username=typed, is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("Không có tài khoản nào tên “%s”.") % typed)
        if found == self.leaving:
            raise forms.ValidationError(_("Người nhận bàn giao phải là người khác."))
        return found


class DecisionForm(forms.Form):
    """The paper behind a change of the date; it is shown in public."""

    number = Words(
        label=gettext_lazy("Số quyết định"),
        help_text=gettext_lazy("Ví dụ: 12/QĐ-UBND"),
        max_length=LONGEST_NUMBER,
        missing=gettext_lazy("Xin ghi số quyết định."),
    )
    decided_on = Day(
        label=gettext_lazy("Ngày quyết định"),
        help_text=gettext_lazy("Ví dụ: 9/11/2026"),
        missing=gettext_lazy("Xin ghi ngày quyết định, ví dụ 9/11/2026."),
    )

    def __init__(self, data: Any = None, *, today: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.today = today

    def clean_decided_on(self) -> date:
        day: date = self.cleaned_data["decided_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày quyết định chưa tới."))
        return day

    @property
    def decision(self) -> str:
        """The decision in one line: 12/QĐ-UBND ngày 09/11/2026."""
        day = dates.write_plain_date(self.cleaned_data["decided_on"])
        # Kept with the record, so in the language of the records, whoever writes in which.
        with override(settings.LANGUAGE_CODE):
            said = _("%(number)s ngày %(day)s")
        return said % {"number": self.cleaned_data["number"], "day": day}


class ExtendForm(DecisionForm):
    """On which ground of the rule, by how much, and by which decision."""

    code = forms.ChoiceField(
        label=gettext_lazy("Căn cứ theo quy định"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Xin chọn căn cứ."),
            "invalid_choice": gettext_lazy("Quy định không có căn cứ này."),
        },
    )
    days = forms.IntegerField(
        label=gettext_lazy("Thêm bao nhiêu ngày?"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        min_value=1,
        max_value=MOST_DAYS,
        error_messages={
            "required": gettext_lazy("Xin ghi số ngày thêm."),
            "invalid": gettext_lazy("Xin ghi số ngày bằng chữ số, ví dụ 5."),
            "min_value": gettext_lazy("Phải thêm ít nhất một ngày."),
            "max_value": gettext_lazy("Nhiều quá: quy định không cho thêm chừng ấy ngày."),
        },
    )
    reason = Words(
        label=gettext_lazy("Nói rõ hơn với người dân"),
        help_text=gettext_lazy("Hiện công khai. Để trống thì ghi đúng lời của căn cứ."),
        max_length=LONGEST_REASON,
        required=False,
        lines=2,
    )
    field_order = ("code", "days", "reason", "number", "decided_on")

    def __init__(
        self, data: Any = None, *, grounds: tuple[ExtensionLimit, ...], **kwargs: Any
    ) -> None:
        super().__init__(data, auto_id="extend_%s", **kwargs)
        self.grounds = {ground.code: ground for ground in grounds}
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(ground.code, _named(ground)) for ground in grounds]
        if len(grounds) == 1:
            field.initial = grounds[0].code

    @property
    def words(self) -> dict[str, Any]:
        """What the service asks for."""
        given = self.cleaned_data
        reason = given["reason"] or self.grounds[given["code"]].grounds_vi
        return {
            "code": given["code"],
            "days": given["days"],
            "grounds": reason,
            "decision": self.decision,
        }


class SuspendForm(DecisionForm):
    """Why the clock stops, and by which decision."""

    reason = Words(
        label=gettext_lazy("Vì sao tạm dừng?"),
        help_text=gettext_lazy("Hiện công khai."),
        max_length=LONGEST_REASON,
        lines=2,
        missing=gettext_lazy("Xin viết lý do."),
    )
    field_order = ("reason", "number", "decided_on")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="suspend_%s", **kwargs)

    @property
    def words(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"reason": self.cleaned_data["reason"], "decision": self.decision}


class ResumeForm(forms.Form):
    """Nothing but the button."""

    @property
    def words(self) -> dict[str, Any]:
        """What the service asks for."""
        return {}


class LogForm(forms.Form):
    """Which lines of the log are shown; the field names are those of the address."""

    viec = Words(label=gettext_lazy("Mã hồ sơ"), max_length=120, required=False)
    loai = forms.ChoiceField(label=gettext_lazy("Loại việc"), required=False)
    ngay = Day(label=gettext_lazy("Ngày"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="log_%s")
        field = self.fields["loai"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _actions(str(data.get("loai", "")))
        for name, example in (("viec", "SL-26-00412"), ("ngay", "9/11/2026")):
            self.fields[name].widget.attrs["placeholder"] = _("Ví dụ: %s") % example

    def clean_viec(self) -> str:
        typed = str(self.cleaned_data["viec"])
        try:
            return queries.subject_of(typed) if typed else ""
        except queries.UnknownSubject:
            raise forms.ValidationError(
                _("Không có hồ sơ nào mang mã này. Ví dụ: SL-26-00412 hoặc petition:412.")
            ) from None

    @property
    def search(self) -> Search:
        given = self.cleaned_data
        return Search(subject=given["viec"], action=given["loai"], day=given["ngay"])


def _named(ground: ExtensionLimit) -> str:
    """The ground with how far it reaches."""
    language = tongues.current()
    said = ground.grounds_en if language == "en" else ground.grounds_vi
    if ground.add is None:
        return said
    most = counted(ground.add, ground.unit, language)
    return _("%(grounds)s (mỗi lần thêm nhiều nhất %(most)s)") % {"grounds": said, "most": most}


def _actions(asked: str) -> list[Any]:
    """Every kind of act, whole or by itself; what the table does not know can still be asked."""
    choices: list[Any] = [("", _("Mọi việc"))]
    for group, label in words.GROUPS.items():
        own = [(key, name) for key, name in words.ACTIONS.items() if key.startswith(f"{group}.")]
        whole = _("%(group)s: tất cả") % {"group": label}
        choices.append((label, [(f"{group}.", whole), *own]))
    known = {key for _label, group in choices[1:] for key, _name in group}
    if asked not in known and _ACTION.fullmatch(asked):
        choices.append((asked, asked))
    return choices
