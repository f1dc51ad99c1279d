"""What is refused about a reception, each refusal with a sentence for the person who asked."""

from django.utils.translation import gettext_lazy as _

from kheo.foundation.refusals import Refusal


class ReceptionError(Refusal):
    """A refusal that can be shown to a person with `str()`."""

    sentence = _("Không làm được với buổi tiếp này.")


class PostedTooLate(ReceptionError):
    sentence = _("Đã quá hạn niêm yết lịch của ngày này; chỉ còn lập được buổi tiếp đột xuất.")


class InThePast(ReceptionError):
    sentence = _("Ngày này đã qua.")


class NotAWorkingDay(ReceptionError):
    sentence = _("Ngày này là ngày nghỉ. Lịch định kỳ chuyển sang ngày làm việc tiếp theo.")


class DayTaken(ReceptionError):
    sentence = _("Người đứng đầu đã có một buổi tiếp vào giờ này.")


class NobodyHeads(ReceptionError):
    sentence = _("Cơ quan này chưa có người đứng đầu trên trang.")


class DelegationRefused(ReceptionError):
    sentence = _("Không được ủy quyền cho người khác tiếp thay.")


class BasisMissing(ReceptionError):
    sentence = _("Xin ghi văn bản ủy quyền.")


class ReasonMissing(ReceptionError):
    sentence = _("Xin viết lý do; người dân sẽ đọc được.")


class AlreadyDecided(ReceptionError):
    """The day was held, called off or posted meanwhile."""

    sentence = _("Buổi tiếp này đã đổi trạng thái; người khác vừa làm trước.")


class TooFewPlaces(ReceptionError):
    sentence = _("Số chỗ ít hơn số người đã đặt.")


class NotOpen(ReceptionError):
    sentence = _("Buổi tiếp này không nhận đặt chỗ nữa.")


class PlaceGone(ReceptionError):
    sentence = _("Chỗ này vừa có người khác đặt. Xin chọn giờ khác.")


class NothingFree(ReceptionError):
    sentence = _("Buổi đó đã hết chỗ; chỗ cũ của bạn vẫn còn.")


class HoldExpired(ReceptionError):
    sentence = _("Đã quá giờ giữ chỗ và chỗ này đã trao cho người chờ. Xin đặt lại.")


class NotAlive(ReceptionError):
    sentence = _("Chỗ này đã hủy hoặc đã dùng.")


class NotTheHolder(ReceptionError):
    sentence = _("Khóa không đúng. Xin xem lại giấy hẹn.")


class PhoneNeeded(ReceptionError):
    sentence = _("Ngày này bốc thăm: xin để số điện thoại, mỗi số một lượt.")


class AlreadyEntered(ReceptionError):
    sentence = _("Số điện thoại này đã có tên trong lượt bốc thăm.")


class TooEarlyToDraw(ReceptionError):
    sentence = _("Chưa hết giờ nhận tên, chưa bốc thăm được.")


class WordsMissing(ReceptionError):
    sentence = _("Xin viết nội dung.")


class IdentityMissing(ReceptionError):
    sentence = _("Người đến trình bày phải cho biết họ tên, địa chỉ.")


class TooManySpeakers(ReceptionError):
    sentence = _("Đoàn này cử nhiều người đại diện hơn luật cho phép.")


class UnknownGround(ReceptionError):
    sentence = _("Xin chọn căn cứ từ chối theo Điều 9.")


class AlreadyTold(ReceptionError):
    sentence = _("Kết quả của vụ việc này đã báo rồi.")


class Protected(ReceptionError):
    sentence = _("Tố cáo: sổ này không ghi gì hơn.")


class AlreadyAPetition(ReceptionError):
    sentence = _("Vụ việc này đã thành đơn.")


class DayMissing(ReceptionError):
    sentence = _("Ngày hứa phải từ hôm nay trở đi.")
