"""What the services of targets refuse, each with a sentence for the officer."""

from django.utils.translation import gettext_lazy as _

from kheo.foundation.refusals import Refusal


class AlreadySet(Refusal):
    """The unit has a target of this number for this period."""

    sentence = _("Đơn vị đã có chỉ tiêu này cho đúng kỳ này. Xin mở chỉ tiêu đó để sửa.")


class Withdrawn(Refusal):
    """Somebody has taken the target back meanwhile."""

    sentence = _("Chỉ tiêu này vừa được thôi giao, không sửa được nữa.")


class ChangedMeanwhile(Refusal):
    """Another officer has changed the target since the page was opened."""

    sentence = _("Người khác vừa sửa chỉ tiêu này. Xin xem mức mới rồi sửa lại nếu còn cần.")


class ReasonMissing(Refusal):
    """A target is changed and taken back for a reason only."""

    sentence = _("Xin ghi vì sao đổi chỉ tiêu.")


class BasisMissing(Refusal):
    """A target is set by a document."""

    sentence = _("Xin ghi văn bản giao chỉ tiêu.")


class NotAPeriod(Refusal):
    """The last day lies before the first."""

    sentence = _("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.")


class NotANumber(Refusal):
    """Below zero, or more than a share can be."""

    sentence = _("Mức giao phải từ 0 trở lên; tỷ lệ phần trăm không quá 100.")
