"""Forms around keys: making one, opening with one, the board and its shares."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kheo.foundation.accounts.models import User
from kheo.oversee.denunciations import law, services
from kheo.oversee.denunciations.forms.fields import Passphrase, SealedForm, Words, choices


class PassphraseForm(SealedForm):
    """One's own passphrase, for one act."""

    passphrase = Passphrase()


class OpenForm(PassphraseForm):
    """Opening a case: the passphrase, and why."""

    why = forms.ChoiceField(label=_("Mở để làm gì?"), widget=forms.RadioSelect)
    field_order = ("why", "passphrase")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = choices(law.book().reasons)  # type: ignore[attr-defined]


class _New(SealedForm):
    first = Passphrase(
        label=_("Cụm mật khẩu mới"),
        help_text=_(
            "Ghép năm, sáu từ không liên quan với nhau. Không ai đặt lại được cho bạn: quên thì "
            "phải nhờ hội đồng khôi phục. Không dùng mật khẩu đăng nhập."
        ),
    )
    again = Passphrase(label=_("Gõ lại cụm mật khẩu mới"))

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_first(self) -> str:
        typed = str(self.cleaned_data["first"])
        if not services.strength(typed, self.person):
            raise ValidationError(str(services.PassphraseWeak()))
        return typed

    def clean(self) -> None:
        if self.cleaned_data.get("first", "") != self.cleaned_data.get("again", ""):
            self.add_error("again", _t("Hai lần gõ chưa giống nhau."))


class KeyForm(_New):
    """Making a key, or giving up one whose passphrase is lost."""

    gives_up = forms.BooleanField(
        label=_("Tôi quên cụm mật khẩu cũ và hiểu rằng khóa cũ sẽ bị bỏ"), required=False
    )

    def __init__(self, *args: Any, has_key: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_key:
            del self.fields["gives_up"]


class ChangeForm(_New):
    """Another passphrase for the same key."""

    passphrase = Passphrase(label=_("Cụm mật khẩu đang dùng"))
    field_order = ("passphrase", "first", "again")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands beside KeyForm, whose fields are called the same.
        super().__init__(*args, auto_id="id_change_%s", **kwargs)


class BoardForm(SealedForm):
    """Who holds a share."""

    members = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Thành viên giữ khóa"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["members"]
        field.queryset = User.objects.filter(pk__in=[one.pk for one in people])


class RecoverForm(SealedForm):
    """The board gives a person the keys back."""

    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Trao lại khóa cho"), empty_label=_("— chọn —")
    )
    codes = Words(
        label=_("Mã hồ sơ giao thêm cho người này"),
        help_text=_("Cách nhau bằng dấu phẩy. Để trống nếu chỉ khôi phục hồ sơ người này đã giữ."),
        required=False,
    )
    compared = forms.BooleanField(
        label=_("Đã gặp trực tiếp và đối chiếu dãy số của khóa mới với người này")
    )

    def __init__(self, *args: Any, people: Iterable[User], needed: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=[one.pk for one in people])
        self.share_names = [f"share_{number}" for number in range(1, needed + 1)]
        for number, name in enumerate(self.share_names, 1):
            self.fields[name] = Words(
                lines=3, label=_t("Phần khóa thứ %(number)d") % {"number": number}
            )

    @property
    def shares(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.share_names]

    @property
    def asked_codes(self) -> list[str]:
        typed = self.cleaned_data["codes"].replace(";", ",").split(",")
        return [code.strip() for code in typed if code.strip()]
