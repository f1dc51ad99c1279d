"""What is refused about workplaces, each with the sentence for the person who asked."""

from django.utils.translation import gettext_lazy as _

from kheo.foundation.refusals import Refusal


class WorkplaceError(Refusal):
    """Anything this room refuses."""


class NotAWorkplace(WorkplaceError):
    sentence = _("Loại cơ quan này không thuộc diện phải có quy chế dân chủ.")


class AlreadyKnown(WorkplaceError):
    sentence = _("Nơi làm việc này đã có trong danh sách.")


class NotTheirs(WorkplaceError):
    sentence = _("Loại nơi làm việc này không phải có văn bản đó.")


class InTheFuture(WorkplaceError):
    sentence = _("Ngày này chưa đến.")


class OlderThanCurrent(WorkplaceError):
    sentence = _("Bản đang có được ban hành sau ngày này. Bản mới phải có ngày sau.")


class ReviewedTooEarly(WorkplaceError):
    sentence = _("Ngày rà soát không thể trước ngày ban hành.")


class NothingToReview(WorkplaceError):
    sentence = _("Chưa có văn bản này để rà soát.")


class DocumentMissing(WorkplaceError):
    sentence = _("Xin ghi số, ký hiệu của văn bản.")


class MoreThanSummoned(WorkplaceError):
    sentence = _("Số người dự không thể nhiều hơn số người được triệu tập.")


class NobodySummoned(WorkplaceError):
    sentence = _("Xin ghi số người được triệu tập.")


class AlreadyHeld(WorkplaceError):
    sentence = _("Hội nghị của năm này đã ghi rồi.")


class YearNotOver(WorkplaceError):
    sentence = _("Hội nghị bàn về năm công tác nào thì họp từ cuối năm ấy; năm ghi chưa đúng.")
