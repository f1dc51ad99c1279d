"""What is refused about programs and webhooks, each refusal with a sentence for who asked."""

from django.utils.translation import gettext_lazy as _

from kheo.foundation.refusals import Refusal


class ApiError(Refusal):
    """A refusal about programs and webhooks."""


class NameMissing(ApiError):
    sentence = _("Xin ghi tên chương trình và của ai.")


class EventsMissing(ApiError):
    sentence = _("Xin chọn ít nhất một loại tin.")


class AddressRefused(ApiError):
    sentence = _("Địa chỉ này không đúng.")
