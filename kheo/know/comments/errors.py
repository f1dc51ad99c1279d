"""What is refused about comments and feedback, each with a sentence for the person who asked."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.refusals import Refusal


class CommentError(Refusal):
    """A refusal that can be shown to a person with `str()`."""

    sentence = gettext_lazy("Không làm được với lời này.")


class NotPublished(CommentError):
    sentence = gettext_lazy("Bài này chưa đăng hoặc đã gỡ, nên không nhận bình luận.")


class Closed(CommentError):
    sentence = gettext_lazy("Bài này đã thôi nhận bình luận.")


class LengthRefused(CommentError):
    sentence = gettext_lazy("Lời bình luận ngắn quá hoặc dài quá.")


class ProofRefused(CommentError):
    sentence = gettext_lazy("Phép thử máy không đúng. Trang đã lấy phép thử mới, xin bấm gửi lại.")


class ProofExpired(ProofRefused):
    sentence = gettext_lazy("Trang mở đã lâu, phép thử hết hạn. Đã lấy phép mới, xin bấm gửi lại.")


class ProofSpent(ProofRefused):
    sentence = gettext_lazy("Phép thử này đã dùng rồi. Trang đã lấy phép mới, xin bấm gửi lại.")


class RuleMissing(CommentError):
    sentence = gettext_lazy("Xin chọn quy tắc: người viết phải biết vì sao.")


class ReasonMissing(CommentError):
    sentence = gettext_lazy("Xin viết lý do; người viết sẽ đọc được.")


class StillTelling(CommentError):
    sentence = gettext_lazy(
        "Lời đăng còn thông tin riêng của một người. Xin che đi, hoặc viết vì sao được giữ."
    )


class NothingLeft(CommentError):
    sentence = gettext_lazy("Che hết thì không còn lời nào để đăng. Xin chọn không đăng.")


class AlreadyDecided(CommentError):
    """Another moderator was first; says who and what."""

    def __init__(self, who: str = "", what: str = "") -> None:
        said = _("%(who)s vừa quyết định trước bạn: %(what)s.") % {"who": who, "what": what}
        super().__init__(said if who else _("Lời này vừa có quyết định khác."))


class NotShown(CommentError):
    sentence = gettext_lazy("Lời này không còn đăng, không phải gỡ nữa.")


class SettledOnAppeal(CommentError):
    sentence = gettext_lazy(
        "Người viết đã được xem lại và lời này được đăng; không gỡ lần nữa theo cùng quy tắc."
    )


class NotTheWriter(CommentError):
    sentence = gettext_lazy("Khóa không đúng. Xin xem lại mã và khóa đã nhận khi gửi.")


class NothingToAppeal(CommentError):
    sentence = gettext_lazy("Lời này không bị từ chối, không có gì để xem lại.")


class AlreadyAppealed(CommentError):
    sentence = gettext_lazy("Bạn đã đề nghị xem lại một lần rồi.")


class TooLateToAppeal(CommentError):
    sentence = gettext_lazy("Đã quá hạn đề nghị xem lại.")


class SamePerson(CommentError):
    sentence = gettext_lazy("Người quyết định lần đầu không xem lại quyết định của chính mình.")


class NobodyThere(CommentError):
    sentence = gettext_lazy("Nơi này chưa có người chịu trách nhiệm trên trang, chưa nhận được.")


class AlreadyAnswered(CommentError):
    sentence = gettext_lazy("Phản hồi này người khác vừa trả lời trước.")


class AnswerMissing(CommentError):
    sentence = gettext_lazy("Xin viết câu trả lời.")
