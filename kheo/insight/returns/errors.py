"""What the services of returns refuse, each with a sentence for the person who asked."""

from django.utils.translation import gettext_lazy as _

from kheo.foundation.refusals import Refusal


class NotEditable(Refusal):
    """The return was sent, approved or locked, perhaps while somebody was typing; says which."""


class ReturnRefused(Refusal):
    """What cannot be done with a return as it stands."""

    sentence = _("Không làm được với báo cáo này.")


class AlreadySent(ReturnRefused):
    sentence = _("Báo cáo này đã gửi rồi.")


class SendingLocked(ReturnRefused):
    sentence = _("Báo cáo đã quá thời gian gửi muộn. Đề nghị cấp duyệt mở lại, có nêu lý do.")


class StillWrong(ReturnRefused):
    """Cells contradict the form, or ask for an explanation; they were told one by one."""

    sentence = _("Báo cáo còn chỗ chưa đúng hoặc chưa giải trình; hãy sửa rồi gửi lại.")


class EmptyReturn(ReturnRefused):
    sentence = _("Báo cáo chưa có số nào. Nếu kỳ này không phát sinh, hãy nói rõ khi gửi.")


class NotWaiting(ReturnRefused):
    """Somebody else has decided on it meanwhile, or it was never sent."""

    sentence = _("Báo cáo này không chờ duyệt ở đây; có thể người khác vừa quyết định.")


class ChangedMeanwhile(ReturnRefused):
    sentence = _("Báo cáo vừa được gửi lại với số khác; hãy xem lại trước khi quyết định.")


class OwnFigures(ReturnRefused):
    sentence = _("Bạn đã nhập hoặc gửi số của báo cáo này, nên người khác phải duyệt.")


class RemarkMissing(ReturnRefused):
    sentence = _("Trả lại thì phải nói cần sửa gì: nhận xét ở ô, hoặc nhận xét chung.")


class ReasonMissing(ReturnRefused):
    sentence = _("Hãy viết lý do mở lại.")


class EndRefused(ReturnRefused):
    sentence = _("Ngày được sửa đến phải từ hôm nay, và không quá một năm.")


class NothingToReopen(ReturnRefused):
    sentence = _("Báo cáo này đang sửa được, không cần mở lại.")


class NotApproved(ReturnRefused):
    sentence = _("Chỉ khóa được báo cáo đã duyệt.")


# --- Forms ------------------------------------------------------------------------------------


class FormRefused(Refusal):
    """What cannot be done with a form as it stands."""

    sentence = _("Không làm được với biểu này.")


class TitleMissing(FormRefused):
    sentence = _("Xin ghi tên biểu.")


class TitleTaken(FormRefused):
    sentence = _("Đã có biểu mang tên này.")


class DraftChanged(FormRefused):
    sentence = _(
        "Người khác vừa sửa bản thảo này. Đây là bản mới; xin xem lại rồi làm lại việc vừa rồi."
    )


class AlreadyPublished(FormRefused):
    sentence = _("Bản thảo này đã được công bố hoặc đã bỏ.")


class OnlyVersion(FormRefused):
    sentence = _("Biểu chưa có bản nào được công bố, nên không bỏ bản thảo này được.")


class NotFit(FormRefused):
    """The draft lacks something; the sentences say what."""


class AlreadyAssigned(FormRefused):
    sentence = _("Nơi gửi này đã phải gửi biểu theo kỳ ấy.")
