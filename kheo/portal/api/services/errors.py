"""What is refused about programs and webhooks, each refusal with a sentence for who asked."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ApiError(Exception):
    """A refusal that can be shown to a person with `str()`."""

    sentence: str | Promise = _("Không làm được việc này.")

    def __str__(self) -> str:
        return super().__str__() or str(self.sentence)


class NameMissing(ApiError):
    sentence = _("Xin ghi tên chương trình và của ai.")


class EventsMissing(ApiError):
    sentence = _("Xin chọn ít nhất một loại tin.")


class AddressRefused(ApiError):
    sentence = _("Địa chỉ này không đúng.")
