"""What is refused about denunciations; no sentence tells more than the person may know."""

from django.utils.translation import gettext_lazy as _

from kheo.foundation.refusals import Refusal


class DenunciationError(Refusal):
    """A refusal that can be shown with `str()`; it never carries what people wrote."""

    sentence = _("Không làm được với hồ sơ này.")

    def __str__(self) -> str:
        return str(self.sentence)


class Closed(DenunciationError):
    """One sentence for all: no such code, no keys, named in it. So nobody can ask by trying."""

    sentence = _("Không mở được niêm phong này bằng tài khoản của bạn.")


class KeyMissing(DenunciationError):
    sentence = _("Bạn chưa lập khóa. Hãy lập khóa trước.")


class HasKey(DenunciationError):
    sentence = _("Bạn đã có khóa. Quên cụm mật khẩu thì chọn bỏ khóa cũ.")


class PassphraseWrong(DenunciationError):
    sentence = _("Cụm mật khẩu chưa đúng.")


class KeyShut(DenunciationError):
    sentence = _("Gõ sai quá nhiều lần. Khóa tạm đóng, hãy thử lại sau.")


class PassphraseWeak(DenunciationError):
    sentence = _("Cụm mật khẩu còn yếu: hãy ghép năm, sáu từ không liên quan với nhau.")


class TextMissing(DenunciationError):
    sentence = _("Hãy viết nội dung.")


class ReceivedInFuture(DenunciationError):
    sentence = _("Ngày nhận không thể ở tương lai.")


class OfficerNamed(DenunciationError):
    sentence = _(
        "Bạn hoặc người bạn chọn không được giữ đơn này. Chưa có gì được lưu. "
        "Hãy niêm phong phong bì và giao ngay cho người được giao khác."
    )


class HeadNamed(DenunciationError):
    sentence = _(
        "Đơn này không thuộc thẩm quyền của cơ quan này mà của cấp trên. Chưa có gì được lưu. "
        "Hãy niêm phong phong bì và chuyển ngay lên cấp trên."
    )


class RepresentativesWrong(DenunciationError):
    sentence = _("Số người đại diện chưa đúng quy định với số người tố cáo này.")


class DenouncerMissing(DenunciationError):
    sentence = _("Hãy ghi người tố cáo, hoặc ghi là đơn không rõ người tố cáo.")


class NobodyMayOpen(DenunciationError):
    sentence = _(
        "Chưa có ai được giao giữ khóa ở nơi này; chưa niêm phong được. Chưa có gì được lưu."
    )


class AlreadyMoved(DenunciationError):
    sentence = _("Hồ sơ vừa thay đổi. Hãy mở lại rồi làm tiếp.")


class ChoiceUnknown(DenunciationError):
    sentence = _("Hãy chọn một mục trong danh sách.")


class CriteriaTooFew(DenunciationError):
    sentence = _("Chưa đủ tiêu chí để gia hạn theo loại này.")


class DecisionMissing(DenunciationError):
    sentence = _("Hãy ghi số văn bản, ví dụ 12/QĐ-UBND; không ghi gì khác.")


class AnonymousNotAccepted(DenunciationError):
    sentence = _("Đơn không rõ người tố cáo không thụ lý theo thủ tục tố cáo.")


class NotAnonymous(DenunciationError):
    sentence = _("Chỉ làm vậy với đơn không rõ người tố cáo.")


class NotHoldable(DenunciationError):
    sentence = _("Người này không nhận được khóa của hồ sơ.")


class SomethingLeft(DenunciationError):
    sentence = _("Bản che còn chữ có thể nhận ra người. Hãy che hết rồi lưu lại.")


class RedactionMissing(DenunciationError):
    sentence = _("Chưa có bản che, hoặc bản che vừa thay đổi.")


class TwoChecksMissing(DenunciationError):
    sentence = _("Phải có hai người khác nhau soát bản che rồi mới công khai.")


class AlreadyChecked(DenunciationError):
    sentence = _("Bạn đã soát bản này rồi; cần một người khác.")


class BoardMissing(DenunciationError):
    sentence = _("Chưa có khóa khôi phục của hội đồng.")


class MembersWrong(DenunciationError):
    sentence = _("Hãy chọn đúng số thành viên; ai cũng phải có quyền và đã lập khóa riêng.")


class SharesWrong(DenunciationError):
    sentence = _("Các phần khóa chưa đủ, gõ nhầm, hoặc không thuộc khóa này.")


class ShareGone(DenunciationError):
    sentence = _("Phần khóa này đã được chép ra giấy và xóa khỏi đây.")


class NotForOneself(DenunciationError):
    sentence = _("Không ai tự khôi phục khóa cho chính mình.")


class TooManySignals(DenunciationError):
    sentence = _("Đang có quá nhiều yêu cầu. Hãy đến trực tiếp nơi tiếp công dân.")
