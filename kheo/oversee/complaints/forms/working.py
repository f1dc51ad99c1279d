"""What officers type on the work page, one form for each act."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.accounts.fields import OfficerField
from kheo.foundation.accounts.models import User
from kheo.foundation.fields.days import Day
from kheo.foundation.fields.sending import NamedForm
from kheo.foundation.fields.words import Words
from kheo.oversee.complaints import rules
from kheo.oversee.complaints.forms.fields import Scans
from kheo.oversee.complaints.models import Dialogue
from kheo.oversee.petitions.models import LONGEST_TEXT


class ActForm(NamedForm):
    """A form of the work page; it knows the day and the officers that may be named."""

    files_holder = ""

    def __init__(
        self, *args: Any, today: date, officers: Iterable[User] = (), **kwargs: Any
    ) -> None:
        self.today, self.officers = today, officers
        super().__init__(*args, **kwargs)

    @property
    def words(self) -> dict[str, Any]:
        """What the service asks for."""
        return {name: value for name, value in self.cleaned_data.items() if name != "scans"}


class AcceptForm(ActForm):
    ids = "accept_%s"

    confirmed = forms.BooleanField(
        label=gettext_lazy("Đã xem thẩm quyền, thời hiệu và điều kiện thụ lý"),
        error_messages={"required": gettext_lazy("Xin xem và đánh dấu trước khi thụ lý.")},
    )

    @property
    def words(self) -> dict[str, Any]:
        return {}


class GroundForm(ActForm):
    """One ground of the law and the reason in words that the complainant reads."""

    section = "refuse"

    ground = forms.ChoiceField(
        label=gettext_lazy("Căn cứ"),
        error_messages={"required": gettext_lazy("Xin chọn căn cứ trong luật.")},
    )
    explanation = Words(
        label=gettext_lazy("Lý do, người khiếu nại đọc được"),
        missing=gettext_lazy("Xin viết lý do."),
        max_length=4000,
        lines=4,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)
        known = rules.book().grounds_on(self.section, self.today)
        field.choices = [("", _("Chọn căn cứ")), *((one.code, _told(one)) for one in known)]


class RefuseForm(GroundForm):
    ids = "refuse_%s"


class DiscontinueForm(GroundForm):
    ids = "discontinue_%s"
    section = "discontinue"


class SuspendForm(GroundForm):
    ids = "suspend_%s"
    section = "suspend"

    decision = Words(
        label=gettext_lazy("Số, ngày quyết định"),
        help_text=gettext_lazy("Ví dụ: 12/QĐ-UBND ngày 9/11/2026"),
        missing=gettext_lazy("Xin ghi số, ngày quyết định."),
        max_length=120,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["explanation"]


def _told(ground: rules.Ground) -> str:
    if ground.is_doubtful:
        return _("%(words)s (%(basis)s; cần đối chiếu văn bản)") % {
            "words": ground.words,
            "basis": ground.basis,
        }
    return f"{ground.words} ({ground.basis})"


class ResumeForm(ActForm):
    ids = "resume_%s"


class EnterWithdrawalForm(ActForm):
    """A withdrawal that came on paper."""

    ids = "withdrawal_%s"

    is_whole = forms.TypedChoiceField(
        label=gettext_lazy("Rút"),
        choices=[("1", gettext_lazy("Toàn bộ khiếu nại")), ("0", gettext_lazy("Một phần"))],
        coerce=lambda value: value == "1",
        initial="1",
        widget=forms.RadioSelect,
    )
    what = Words(label=gettext_lazy("Rút phần nào"), required=False, max_length=2000, lines=2)
    reason = Words(
        label=gettext_lazy("Đơn rút: ngày nào, lý do gì"),
        missing=gettext_lazy("Xin ghi đơn rút ngày nào, lý do gì."),
        max_length=1000,
    )


class AssignForm(ActForm):
    ids = "assign_%s"

    verifier = OfficerField(
        label=gettext_lazy("Người xác minh"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Chọn người xác minh"),
        error_messages={"required": gettext_lazy("Xin chọn người xác minh.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["verifier"]
        assert isinstance(field, OfficerField)
        known = [person.pk for person in self.officers]
        field.queryset = User.objects.filter(pk__in=known).order_by("full_name")


class VerifyForm(ActForm):
    ids = "verify_%s"
    files_holder = "finding"

    asked_whom = Words(label=gettext_lazy("Làm việc với ai, ở đâu"), required=False, max_length=200)
    papers = Words(
        label=gettext_lazy("Tài liệu đã yêu cầu, đã nhận"), required=False, max_length=2000, lines=2
    )
    found = Words(
        label=gettext_lazy("Kết quả xác minh"),
        missing=gettext_lazy("Xin viết kết quả xác minh."),
        max_length=LONGEST_TEXT,
        lines=6,
    )
    positions_differ = forms.TypedChoiceField(
        label=gettext_lazy("Yêu cầu của người khiếu nại và kết quả xác minh"),
        choices=[
            ("", gettext_lazy("Chưa xác minh xong")),
            ("1", gettext_lazy("Còn khác nhau: phải đối thoại")),
            ("0", gettext_lazy("Giống nhau")),
        ],
        coerce=lambda value: value == "1",
        empty_value=None,
        required=False,
    )
    scans = Scans(label=gettext_lazy("Biên bản, tài liệu"), help_text="")


class InviteForm(ActForm):
    ids = "invite_%s"

    day = Day(label=gettext_lazy("Ngày đối thoại"))
    hour = forms.TimeField(
        label=gettext_lazy("Giờ"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Xin ghi giờ, ví dụ 08:00."),
            "invalid": gettext_lazy("Xin ghi giờ, ví dụ 08:00."),
        },
    )
    place = Words(
        label=gettext_lazy("Ở đâu"), missing=gettext_lazy("Xin ghi nơi đối thoại."), max_length=200
    )
    invited = Words(
        label=gettext_lazy("Mời những ai"),
        help_text=gettext_lazy("Người khiếu nại, người bị khiếu nại, người có quyền liên quan."),
        missing=gettext_lazy("Xin ghi thành phần được mời."),
        max_length=500,
    )

    @property
    def words(self) -> dict[str, Any]:
        data = self.cleaned_data
        moment = timezone.make_aware(datetime.combine(data["day"], data["hour"]))
        return {"meets_at": moment, "place": data["place"], "invited": data["invited"]}


class RecordForm(ActForm):
    ids = "record_%s"
    files_holder = "minutes"

    state = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        choices=[one for one in Dialogue.State.choices if one[0] != Dialogue.State.INVITED],
        initial=Dialogue.State.HELD,
        widget=forms.RadioSelect,
    )
    attended = Words(label=gettext_lazy("Ai có mặt"), required=False, max_length=500)
    minutes = Words(
        label=gettext_lazy("Ý kiến các bên, kết quả"),
        missing=gettext_lazy("Xin ghi nội dung biên bản."),
        max_length=LONGEST_TEXT,
        lines=5,
    )
    scans = Scans(label=gettext_lazy("Biên bản đối thoại"), help_text="")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == Dialogue.State.HELD and not data.get("attended"):
            self.add_error("attended", _("Xin ghi ai có mặt."))
        return data
