"""What is refused in this room, each with the sentence for the person who asked."""

from django.utils.translation import gettext_lazy as _

from kheo.foundation.refusals import Refusal


class DisseminationError(Refusal):
    """Anything this room refuses."""


class UnknownKind(DisseminationError):
    sentence = _("Không có loại này.")


class ChangedMeanwhile(DisseminationError):
    sentence = _("Người khác vừa sửa. Đây là bản mới; xin xem lại rồi gửi.")


class AlreadyDecided(DisseminationError):
    sentence = _("Hội nghị này đã ghi là đã họp hoặc không họp.")


class NotYet(DisseminationError):
    sentence = _("Hội nghị chưa đến giờ họp.")


class ReasonMissing(DisseminationError):
    sentence = _("Xin ghi lý do; mọi người đọc được.")


class DoorClosed(DisseminationError):
    sentence = _("Mã đã hết hạn. Xin quét lại mã đang hiện ở cửa.")


class NamesForgotten(DisseminationError):
    sentence = _("Danh sách tên của hội nghị này đã xóa theo quy định; chỉ còn số người dự.")


class FewerThanNone(DisseminationError):
    sentence = _("Số người không thể nhỏ hơn 0.")


class VillageElsewhere(DisseminationError):
    sentence = _("Thôn, bản này không thuộc xã, phường của danh sách.")


class NotACommune(DisseminationError):
    sentence = _("Danh sách tuyên truyền viên do xã, phường giữ.")


class AlreadyListed(DisseminationError):
    sentence = _("Người này đã có trong danh sách của nơi này.")


class EndsBeforeBeginning(DisseminationError):
    sentence = _("Ngày thôi phải sau ngày bắt đầu.")


class AlreadyEnded(DisseminationError):
    sentence = _("Người này đã thôi làm tuyên truyền viên.")


class TrainedBeforeListed(DisseminationError):
    sentence = _(
        "Lớp tập huấn này trước ngày người đó làm tuyên truyền viên, hoặc sau khi đã thôi."
    )


class NobodyTrained(DisseminationError):
    sentence = _("Xin chọn ít nhất một người đã học.")


class InTheFuture(DisseminationError):
    sentence = _("Ngày này chưa đến.")


class OutsideCampaign(DisseminationError):
    sentence = _("Ngày này nằm ngoài đợt tuyên truyền.")


class PlaceElsewhere(DisseminationError):
    sentence = _("Nơi này không thuộc đơn vị mở đợt tuyên truyền.")


class ChannelElsewhere(DisseminationError):
    sentence = _("Đợt này không dùng kênh đó.")
