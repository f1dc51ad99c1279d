"""What is refused about a request, each refusal with a sentence for the person who asked."""

from django.utils.translation import gettext_lazy as _

from kheo.foundation.refusals import Refusal


class RequestError(Refusal):
    """A refusal that can be shown to a person with `str()`; `field` is where it belongs."""

    sentence = _("Không làm được với yêu cầu này.")
    field = ""


class UnknownRight(RequestError):
    sentence = _("Xin chọn điều bạn muốn.")
    field = "right"


class NobodyThere(RequestError):
    sentence = _("Nơi này chưa có cơ quan nhận việc trên trang. Xin chọn xã, phường khác.")
    field = "commune"


class TextMissing(RequestError):
    sentence = _("Xin viết vài câu.")
    field = "text"


class NameMissing(RequestError):
    sentence = _("Xin ghi tên của bạn, như trong dữ liệu.")
    field = "name"


class ContactMissing(RequestError):
    """An answer about somebody's data has to reach that person."""

    sentence = _("Xin để lại số điện thoại hoặc thư điện tử: câu trả lời phải đến được bạn.")
    field = "phone"


class ReceivedInFuture(RequestError):
    sentence = _("Ngày nhận không thể sau hôm nay.")
    field = "received_on"


class NotTheHolder(RequestError):
    sentence = _("Mã và khóa không khớp. Xin xem lại giấy hẹn.")


class AlreadyClosed(RequestError):
    sentence = _("Yêu cầu này đã xong; người khác vừa làm trước.")


class AlreadyAcknowledged(RequestError):
    sentence = _("Đã báo nhận rồi; người khác vừa làm trước.")


class AlreadyChecked(RequestError):
    sentence = _("Giấy tờ đã được đối chiếu rồi.")


class AlreadyExtended(RequestError):
    sentence = _("Chỉ được gia hạn một lần; yêu cầu này đã gia hạn.")


class IdentityNotChecked(RequestError):
    """What is granted to the wrong person harms the right one."""

    sentence = _("Chưa đối chiếu giấy tờ của người yêu cầu; hãy mời đến quầy rồi ghi đã đối chiếu.")
    field = "outcome"


class GroundMissing(RequestError):
    sentence = _("Từ chối, hoặc chỉ làm một phần, thì phải nêu căn cứ.")
    field = "ground"


class GroundNotNeeded(RequestError):
    sentence = _("Đồng ý thì không có căn cứ từ chối.")
    field = "ground"


class AnswerMissing(RequestError):
    sentence = _("Xin viết câu trả lời: đã làm gì, hoặc vì sao không.")
    field = "answer"


class ReasonMissing(RequestError):
    sentence = _("Xin viết lý do.")
    field = "reason"


class NoSuchCase(RequestError):
    sentence = _("Loại yêu cầu này không có thời hạn riêng cho trường hợp đó.")
