"""What is refused about a petition, each refusal with a sentence for the person who asked."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class PetitionError(Exception):
    """A refusal that can be shown to a person with `str()`."""

    sentence: str | Promise = _("Không làm được với phản ánh này.")

    def __str__(self) -> str:
        return super().__str__() or str(self.sentence)


class TextMissing(PetitionError):
    sentence = _("Xin viết nội dung.")


class ReasonMissing(PetitionError):
    sentence = _("Xin viết lý do.")


class PublicWordsMissing(PetitionError):
    sentence = _("Muốn công khai thì phải có tiêu đề và nội dung công khai.")


class NoConsent(PetitionError):
    sentence = _("Người gửi không đồng ý công khai nội dung.")


class AnswerMissing(PetitionError):
    sentence = _("Xin viết câu trả lời.")


class ProofMissing(PetitionError):
    sentence = _("Xin kèm ít nhất một tệp bằng chứng, hoặc nói rõ vì sao không có.")


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


class NotTheSender(PetitionError):
    sentence = _("Chỉ người giữ giấy biên nhận mới làm được việc này.")


class ReceivedInFuture(PetitionError):
    sentence = _("Ngày nhận không thể sau hôm nay.")
