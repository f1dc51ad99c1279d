"""What is refused about a complaint, each refusal with a sentence for the person who asked."""

from django.utils.translation import gettext_lazy as _

from kheo.foundation.refusals import Refusal


class ComplaintError(Refusal):
    """A refusal that can be shown to a person with `str()`."""

    sentence = _("Không làm được với khiếu nại này.")
    # Beside which field of a form it is said; on top of it when empty.
    field = ""


# --- Lodging ----------------------------------------------------------------------------------


class NameMissing(ComplaintError):
    sentence = _("Luật yêu cầu ghi họ tên người khiếu nại.")
    field = "name"


class AddressMissing(ComplaintError):
    sentence = _("Luật yêu cầu ghi địa chỉ người khiếu nại.")
    field = "address"


class AgainstMissing(ComplaintError):
    sentence = _("Xin ghi cơ quan hoặc người bị khiếu nại.")
    field = "against_whom"


class ReasonMissing(ComplaintError):
    sentence = _("Xin viết vì sao bạn cho là không đúng.")
    field = "reason"


class RequestMissing(ComplaintError):
    sentence = _("Xin viết bạn yêu cầu giải quyết thế nào.")
    field = "request"


class DayInFuture(ComplaintError):
    sentence = _("Ngày này chưa tới.")


class ObstacleUnclear(ComplaintError):
    sentence = _("Xin ghi trở ngại gì, từ ngày nào đến ngày nào; ngày hết phải sau ngày bắt đầu.")
    field = "obstacle"


class AgentUnclear(ComplaintError):
    sentence = _("Người làm thay phải có tên và giấy tờ chứng minh.")
    field = "agent_name"


class TooFewRepresentatives(ComplaintError):
    """So many people complain through representatives, whom they name among themselves."""

    sentence = _("Nhiều người cùng khiếu nại thì phải cử người đại diện.")
    field = "representatives"


class TooManyRepresentatives(ComplaintError):
    sentence = _("Số người đại diện nhiều hơn luật cho phép.")
    field = "representatives"


class NotAComplainant(ComplaintError):
    """A representative is one of the complainants."""

    sentence = _("Người đại diện phải là một trong những người khiếu nại.")
    field = "representatives"


class PaperMissing(ComplaintError):
    sentence = _("Người đại diện phải có văn bản cử người đại diện.")
    field = "paper"


class CountsDiffer(ComplaintError):
    sentence = _("Số người và danh sách người khiếu nại không khớp.")
    field = "people"


# --- The second instance ----------------------------------------------------------------------


class NotYet(ComplaintError):
    sentence = _("Chưa khiếu nại lần hai được: lần đầu còn trong hạn giải quyết.")


class NoSecond(ComplaintError):
    """After the second decision only the court remains."""

    sentence = _("Khiếu nại này không còn lần tiếp theo; bạn có thể khởi kiện ra Tòa án.")


class AlreadyFollowed(ComplaintError):
    sentence = _("Khiếu nại này đã được khiếu nại lần hai.")


class NoSuperior(ComplaintError):
    sentence = _("Cấp trên của nơi đã giải quyết không dùng trang này; xin gửi đơn đến cơ quan đó.")


class FirstDecisionMissing(ComplaintError):
    sentence = _("Khiếu nại lần hai phải ghi quyết định giải quyết lần đầu.")
    field = "first_decision"


# --- Handling ---------------------------------------------------------------------------------


class NotRunning(ComplaintError):
    """Somebody else was quicker, or it ended in another way."""

    sentence = _("Khiếu nại này đã khép lại; người khác vừa xử lý trước.")


class AlreadyAccepted(ComplaintError):
    sentence = _("Khiếu nại này đã được thụ lý; người khác vừa làm trước.")


class NotAccepted(ComplaintError):
    sentence = _("Khiếu nại này chưa được thụ lý.")


class GroundUnknown(ComplaintError):
    sentence = _("Luật không có căn cứ này vào hôm nay.")
    field = "ground"


class ExplanationMissing(ComplaintError):
    sentence = _("Xin viết lý do, để người khiếu nại đọc được.")
    field = "explanation"


class ConflictOfInterest(ComplaintError):
    sentence = _("Người bị khiếu nại không được làm bước này của vụ việc.")


class FindingMissing(ComplaintError):
    sentence = _("Xin viết kết quả xác minh.")
    field = "found"


class VerificationMissing(ComplaintError):
    sentence = _("Chưa có kết quả xác minh, chưa ra quyết định được.")


class DialogueMissing(ComplaintError):
    sentence = _("Phải tổ chức đối thoại trước khi ra quyết định.")


class MeetingInPast(ComplaintError):
    sentence = _("Giờ đối thoại phải sau lúc mời.")
    field = "meets_at"


class MeetingNotYet(ComplaintError):
    sentence = _("Buổi đối thoại chưa tới giờ.")


class AlreadyRecorded(ComplaintError):
    sentence = _("Buổi đối thoại này đã ghi kết quả.")


class MinutesMissing(ComplaintError):
    sentence = _("Xin ghi ai có mặt và nội dung biên bản.")
    field = "minutes"


class StillPaused(ComplaintError):
    sentence = _("Khiếu nại đang tạm đình chỉ; hãy giải quyết tiếp trước.")


class NotPaused(ComplaintError):
    sentence = _("Khiếu nại này không tạm đình chỉ.")


# --- Deciding and after -----------------------------------------------------------------------


class DecisionMissing(ComplaintError):
    sentence = _("Xin ghi số và nội dung quyết định.")
    field = "number"


class NotDecided(ComplaintError):
    sentence = _("Khiếu nại này chưa có quyết định giải quyết.")


class AlreadySent(ComplaintError):
    sentence = _("Quyết định này đã gửi; người khác vừa ghi trước.")


class NotSent(ComplaintError):
    sentence = _("Quyết định này chưa gửi.")


class AlreadyDelivered(ComplaintError):
    sentence = _("Đã ghi ngày nhận quyết định.")


class DayBeforeDecision(ComplaintError):
    sentence = _("Ngày này không thể trước ngày ra quyết định.")


class PostingTooShort(ComplaintError):
    sentence = _("Niêm yết phải đủ số ngày liên tục mà luật yêu cầu.")
    field = "until"


class PublicWordsMissing(ComplaintError):
    sentence = _("Xin viết nội dung công khai, đã bỏ tên và thông tin riêng.")
    field = "public_text"


class NamesLeft(ComplaintError):
    sentence = _("Nội dung công khai còn tên hoặc thông tin riêng của người khiếu nại.")
    field = "public_text"


class AlreadyDone(ComplaintError):
    sentence = _("Việc này đã thi hành xong.")


class ResultMissing(ComplaintError):
    sentence = _("Xin ghi kết quả thi hành.")
    field = "result"


# --- Withdrawing ------------------------------------------------------------------------------


class PartNotAllowed(ComplaintError):
    """Before the change of the law a complaint is withdrawn whole or not at all."""

    sentence = _("Luật lúc này chỉ cho rút toàn bộ khiếu nại.")
    field = "is_whole"


class PartUnclear(ComplaintError):
    sentence = _("Xin ghi rút nội dung nào.")
    field = "what"
