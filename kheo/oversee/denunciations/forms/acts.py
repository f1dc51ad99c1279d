"""One form for each act on a case: what it asks, and the passphrase."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.oversee.denunciations import apps, law, services
from kheo.oversee.denunciations.forms.entering import Attaching, _rows
from kheo.oversee.denunciations.forms.fields import Words, choices
from kheo.oversee.denunciations.forms.keys import PassphraseForm
from kheo.oversee.denunciations.models import Conclusion, Grant, Paper
from kheo.oversee.denunciations.services import Accused

DECISION = _("Số văn bản, ví dụ 12/QĐ-UBND")


class ActForm(PassphraseForm):
    """An act that asks for nothing but its words."""

    text = Words(lines=6, label=_("Ghi vào hồ sơ niêm phong"))
    field_order: Any = ("text", "passphrase")

    def said(self) -> dict[str, Any]:
        """Give what the service takes."""
        return {key: value for key, value in self.cleaned_data.items() if key != "passphrase"}


class WithoutWords(ActForm):
    text = None  # type: ignore[assignment]


class AcceptForm(ActForm):
    decision = Words(max_length=40, label=DECISION)
    field_order = ("decision", "text", "passphrase")


class RefuseForm(ActForm):
    ground = forms.ChoiceField(label=_("Căn cứ"), widget=forms.RadioSelect)
    field_order = ("ground", "text", "passphrase")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = choices(law.book().grounds)  # type: ignore[attr-defined]


class ExtendForm(ActForm):
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=[("complex", _("Vụ việc phức tạp")), ("special_complex", _("Đặc biệt phức tạp"))],
        widget=forms.RadioSelect,
    )
    criteria = forms.MultipleChoiceField(label=_("Tiêu chí"), widget=forms.CheckboxSelectMultiple)
    decision = Words(max_length=40, label=DECISION)
    field_order = ("kind", "criteria", "decision", "text", "passphrase")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criteria"].choices = choices(law.book().criteria)  # type: ignore[attr-defined]


class AddForm(ActForm, Attaching):
    kind = forms.ChoiceField(
        label=_("Loại giấy tờ"),
        choices=[(one, Paper.Kind(one).label) for one in services.WRITTEN],
    )
    field_order = ("kind", "text", "files", "passphrase")

    def said(self) -> dict[str, Any]:
        return {**super().said(), "files": self.attached()}


class AddContentForm(ActForm, Attaching):
    accused = Words(lines=2, required=False, label=_("Người bị tố cáo thêm"))
    field_order = ("text", "accused", "files", "passphrase")

    def said(self) -> dict[str, Any]:
        accused = [Accused(*row) for row in _rows(self.cleaned_data["accused"], 2)]
        return {**super().said(), "accused": accused, "files": self.attached()}


class CarryOutForm(ActForm):
    kind = forms.ChoiceField(
        label=_("Việc đã làm"),
        choices=[(one, apps.KINDS[one][0]) for one in services.CARRIED_OUT],
    )
    field_order = ("kind", "text", "passphrase")


class ProtectForm(ActForm):
    measures = forms.MultipleChoiceField(
        label=_("Biện pháp"), widget=forms.CheckboxSelectMultiple, required=False
    )
    field_order = ("measures", "text", "passphrase")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measures"].choices = choices(law.book().measures)  # type: ignore[attr-defined]


class BringInForm(WithoutWords):
    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Trao khóa cho"), empty_label=_("— chọn —")
    )
    role = forms.ChoiceField(label=_("Với tư cách"), choices=Grant.Role.choices)
    knows_identity = forms.BooleanField(label=_("Cần biết người tố cáo là ai"), required=False)
    field_order = ("person", "role", "knows_identity", "passphrase")

    def __init__(self, *args: Any, people: Iterable[User] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=[one.pk for one in people])


class LetGoForm(WithoutWords):
    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Thu khóa của"), empty_label=_("— chọn —")
    )
    field_order = ("person", "passphrase")

    def __init__(self, *args: Any, people: Iterable[User] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=[one.pk for one in people])


class ConcludeForm(ActForm):
    ruling = forms.ChoiceField(
        label=_("Kết luận"), choices=Conclusion.Ruling.choices, widget=forms.RadioSelect
    )
    decision = Words(max_length=40, label=_("Số kết luận, ví dụ 12/KL-UBND"))
    field_order = ("ruling", "decision", "text", *Conclusion.FIGURES, "passphrase")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in Conclusion.FIGURES:
            label = Conclusion._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=0,
                required=False,
                widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            )
        self.order_fields(self.field_order)

    def said(self) -> dict[str, Any]:
        said = super().said()
        figures = {name: said.pop(name) or 0 for name in Conclusion.FIGURES}
        return {**said, "figures": figures}


class RedactForm(ActForm):
    """The words that go out; the first time they are proposed."""

    title = Words(max_length=160, label=_("Tiêu đề công khai"))
    text = Words(lines=16, label=_("Nội dung công khai, đã che"))
    field_order = ("title", "text", "passphrase")


class CheckForm(WithoutWords):
    paper = forms.UUIDField(widget=forms.HiddenInput)
    is_read = forms.BooleanField(label=_("Tôi đã đọc từng chữ; không còn gì cho biết ai tố cáo"))

    def said(self) -> dict[str, Any]:
        return {"paper": str(self.cleaned_data["paper"])}


class PublishForm(WithoutWords):
    paper = forms.UUIDField(widget=forms.HiddenInput)

    def said(self) -> dict[str, Any]:
        return {"paper": str(self.cleaned_data["paper"])}


Service = Callable[..., object]
# What each act is called in the address, its words, its form, and what it does.
ACTS: dict[str, tuple[Any, type[ActForm], Service]] = {
    "thu-ly": (_("Thụ lý"), AcceptForm, services.accept),
    "khong-thu-ly": (_("Không thụ lý"), RefuseForm, services.refuse),
    "chuyen": (_("Chuyển nơi có thẩm quyền"), ActForm, services.forward),
    "co-quan-dieu-tra": (
        _("Chuyển cơ quan điều tra"),
        ActForm,
        services.hand_to_investigators,
    ),
    "phuc-vu-quan-ly": (_("Nặc danh có bằng chứng rõ: phục vụ quản lý"), ActForm, services.use),
    "luu-don": (_("Nặc danh không rõ: lưu đơn"), ActForm, services.file),
    "rut": (_("Người tố cáo rút đơn"), ActForm, services.withdraw),
    "gia-han": (_("Gia hạn giải quyết"), ExtendForm, services.extend),
    "ghi": (_("Ghi biên bản, bằng chứng"), AddForm, services.add),
    "bo-sung": (_("Người tố cáo bổ sung"), AddContentForm, services.add_content),
    "da-lam": (_("Ghi việc đã làm"), CarryOutForm, services.carry_out),
    "bao-ve": (_("Bảo vệ người tố cáo"), ProtectForm, services.protect),
    "xin-bao-ve": (_("Nhận đề nghị bảo vệ"), WithoutWords, services.ask_protection),
    "trao-khoa": (_("Trao khóa cho đồng nghiệp"), BringInForm, services.bring_in),
    "thu-khoa": (_("Thu khóa"), LetGoForm, services.let_go),
    "khong-tham-gia": (_("Tôi có xung đột lợi ích"), WithoutWords, services.stand_aside),
    "ket-luan": (_("Kết luận"), ConcludeForm, services.conclude),
    "che": (_("Bản che để công khai"), RedactForm, services.redact),
    "soat": (_("Soát bản che"), CheckForm, services.check),
    "cong-khai": (_("Công khai kết luận"), PublishForm, services.publish),
}
