"""What is refused about a duty, each refusal with a sentence for officers."""

from django.utils.translation import gettext_lazy as _

from kheo.foundation.refusals import Refusal


class DutyError(Refusal):
    """A refusal that can be shown to a person with `str()`."""

    sentence = _("Không làm được với việc này.")


class NotOpen(DutyError):
    sentence = _("Việc này không còn mở.")


class AlreadyClosed(NotOpen):
    sentence = _("Việc này đã xong; người khác vừa hoàn thành trước.")


class HelpStillOpen(DutyError):
    """What others were asked for is either given or called back before the answer."""

    sentence = _("Còn cơ quan phối hợp chưa trả lời; hãy đợi, hoặc rút lời nhờ và nói rõ vì sao.")


class NotHelp(DutyError):
    sentence = _("Đây không phải là việc nhờ cơ quan khác phối hợp.")


class BriefMissing(DutyError):
    sentence = _("Hãy viết điều cần cơ quan đó làm.")


class DateTooLate(DutyError):
    sentence = _("Ngày cần có kết quả phải từ hôm nay và không sau hạn của việc chính.")


class NotAnHeir(DutyError):
    sentence = _("Đơn vị này không kế tục đơn vị cũ.")


class StillOpen(DutyError):
    sentence = _("Việc này còn đang làm, không cần mở lại.")


class Suspended(DutyError):
    sentence = _("Việc này đang tạm dừng; hãy tiếp tục việc trước.")


class NotSuspended(DutyError):
    sentence = _("Việc này không tạm dừng.")


class ResultMissing(DutyError):
    sentence = _("Hãy viết kết quả: việc chỉ xong khi có kết quả.")


class ProofMissing(DutyError):
    sentence = _("Hãy gửi kèm tệp chứng minh kết quả.")


class ReasonMissing(DutyError):
    sentence = _("Hãy viết lý do.")


class DecisionMissing(DutyError):
    sentence = _("Hãy ghi số và ngày của quyết định.")


class AlreadyLate(DutyError):
    """More time is granted before the date passes, never to hide that it has passed."""

    sentence = _("Việc này đã quá hạn; không gia hạn hay tạm dừng được nữa.")


class DateRefused(DutyError):
    """The rule behind the date does not allow it; the clock says why."""

    sentence = _("Quy định không cho phép thay đổi hạn như vậy.")


class NobodyAnswers(DutyError):
    sentence = _("Cơ quan này chưa có người đứng đầu trong danh sách chức vụ; chưa giao việc được.")


class NotTheirWork(DutyError):
    sentence = _("Người này không có quyền làm việc ở đơn vị phải giải quyết.")
