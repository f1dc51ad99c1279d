"""What is refused about a petition, each refusal with a sentence for the person who asked."""

from django.utils.translation import gettext_lazy as _

from kheo.foundation.refusals import Refusal


class PetitionError(Refusal):
    """A refusal that can be shown to a person with `str()`."""

    sentence = _("Không làm được với phản ánh này.")


class TextMissing(PetitionError):
    sentence = _("Xin viết nội dung.")


class ReasonMissing(PetitionError):
    sentence = _("Xin viết lý do.")


class PublicWordsMissing(PetitionError):
    sentence = _("Muốn công khai thì phải có tiêu đề và nội dung công khai.")


class StillTelling(PetitionError):
    sentence = _("Lời công khai còn cho biết người nào đó. Xin bỏ đi, hoặc viết vì sao được giữ.")


class NoConsent(PetitionError):
    sentence = _("Người gửi không đồng ý công khai nội dung.")


class AnswerMissing(PetitionError):
    sentence = _("Xin viết câu trả lời.")


class ProofMissing(PetitionError):
    sentence = _("Xin kèm ít nhất một tệp bằng chứng, hoặc nói rõ vì sao không có.")


class OutcomeRefused(PetitionError):
    """Only the services of their own give the other endings."""

    sentence = _("Trả lời phải là: đã giải quyết, một phần, từ chối, hoặc không thuộc thẩm quyền.")


class GroundMissing(PetitionError):
    sentence = _("Từ chối thì phải chọn căn cứ mà quy định cho phép với loại đơn này.")


class AbsorbedMissing(PetitionError):
    sentence = _("Với kiến nghị, xin viết đã tiếp thu điều gì.")


class AlreadyAnswered(PetitionError):
    """An answer is public once given; the sender may send it back once."""

    sentence = _("Phản ánh này đã được trả lời; người khác vừa trả lời trước.")


class NotAnswered(PetitionError):
    sentence = _("Phản ánh này chưa có trả lời.")


class AlreadyRated(PetitionError):
    sentence = _("Bạn đã chấm điểm câu trả lời này.")


class RatingOutOfRange(PetitionError):
    sentence = _("Xin chấm từ 1 đến 5 điểm.")


class AlreadyReopened(PetitionError):
    sentence = _("Phản ánh này đã được mở lại một lần; mỗi phản ánh chỉ mở lại một lần.")


class SameUnit(PetitionError):
    sentence = _("Phản ánh này đang ở đúng đơn vị đó.")


class HasItsOwnWay(PetitionError):
    """The room that knows the kind takes it back with what belongs to it."""

    sentence = _("Loại đơn này rút ở trang riêng của nó.")


class NotTheSender(PetitionError):
    sentence = _("Chỉ người giữ giấy biên nhận mới làm được việc này.")


class ReceivedInFuture(PetitionError):
    sentence = _("Ngày nhận không thể sau hôm nay.")


class UnknownTopic(PetitionError):
    sentence = _("Lĩnh vực này không có trong danh mục.")


class WrongRepresentatives(PetitionError):
    """A group is heard through as many representatives as the law says."""

    sentence = _("Số người đại diện chưa đúng.")


class SameKind(PetitionError):
    sentence = _("Đơn này đang là loại đó.")


class AlreadySealed(PetitionError):
    sentence = _("Đơn này đã chuyển sang kênh được bảo vệ.")


class JoinsItself(PetitionError):
    sentence = _("Không nhập một đơn vào chính nó.")


class LeadNotOpen(PetitionError):
    sentence = _("Đơn được nhập vào đã khép lại; chỉ nhập vào đơn đang giải quyết.")


class LeadIsJoined(PetitionError):
    sentence = _("Đơn kia đã nhập vào một đơn khác; xin nhập thẳng vào đơn đó.")


class NotJoined(PetitionError):
    sentence = _("Đơn này không nhập vào đơn nào.")


class ActionNotAllowed(PetitionError):
    """The conditions that were found do not lead to this action in law."""

    sentence = _("Các điều kiện đã chọn không cho phép hướng xử lý này.")


class ConditionMissing(PetitionError):
    sentence = _("Xin chọn ít nhất một điều kiện thấy trong đơn.")


class RequirementMissing(PetitionError):
    sentence = _("Xin đánh dấu đơn còn thiếu điều gì.")


class ReceiverMissing(PetitionError):
    sentence = _("Xin ghi nơi nhận.")


class PartsMissing(PetitionError):
    sentence = _("Xin tách thành ít nhất hai nội dung.")
