"""What the register refuses, with a sentence and the field it belongs to."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.documents.refusals import Refused
from kheo.foundation.refusals import Refusal


class RegisterRefusal(Refusal):
    """A refusal that a form shows beside `field`."""

    field: str = "__all__"


class IsInTheFuture(RegisterRefusal):
    """A document cannot be issued or received tomorrow."""

    sentence: str | Promise = gettext_lazy("Ngày này còn ở phía trước, xin xem lại.")

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field

    def __str__(self) -> str:
        return str(self.sentence)


class WrongOrder(RegisterRefusal):
    """Two days in an order that cannot be."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class AlreadyRegistered(RegisterRefusal):
    """The same issuer, number, sign and year stand in the register already."""

    field = "numbered"

    def __init__(self, existing: OfficialDocument, *, is_readable: bool) -> None:
        self.existing = existing if is_readable else None
        known = _("Văn bản %(document)s của cơ quan này đã có trong sổ.")
        hidden = _("Số, ký hiệu này của cơ quan này đã có trong sổ của đơn vị khác.")
        super().__init__(known % {"document": existing} if is_readable else hidden)


class RelatedToItself(RegisterRefusal):
    """A document that carries out, or replaces, itself."""

    field = "target"
    sentence = gettext_lazy("Văn bản không thể liên hệ với chính nó.")


class AlreadyRelated(RegisterRefusal):
    """The same relation is there."""

    field = "target"
    sentence = gettext_lazy("Mối liên hệ này đã được ghi.")


class GoesInACircle(RegisterRefusal):
    """The relation would close a circle; the sentence tells the chain."""

    field = "target"

    def __init__(self, chain: Sequence[str]) -> None:
        self.chain = tuple(chain)
        told = " → ".join(self.chain)
        super().__init__(_("Không ghi được vì sẽ thành vòng tròn: %(chain)s.") % {"chain": told})


class EndsALaterOne(RegisterRefusal):
    """An older document cannot amend, replace or annul a newer one."""

    field = "target"
    sentence = gettext_lazy(
        "Văn bản này ban hành trước văn bản kia nên không thể sửa đổi, thay thế, bãi bỏ nó."
    )


class NotYoursToEnd(RegisterRefusal):
    """Only who keeps a document may write that it has ended."""

    field = "target"
    sentence = gettext_lazy(
        "Chỉ nơi giữ văn bản kia mới ghi được là nó bị sửa đổi, thay thế, bãi bỏ."
    )


class ChangedMeanwhile(RegisterRefusal):
    """Another officer has changed the document since the form was opened."""

    sentence = gettext_lazy(
        "Người khác vừa sửa văn bản này. Xin mở lại trang, xem bản mới rồi sửa tiếp."
    )


class AlreadyWithdrawn(RegisterRefusal):
    """A withdrawn document stays as it was."""

    sentence = gettext_lazy("Văn bản này đã được rút khỏi sổ.")


# --- Files ------------------------------------------------------------------------------------


class LockedFile(Refused):
    """A PDF that opens only with a password."""

    @property
    def sentence(self) -> str:
        return _("tệp có mật khẩu. Xin bỏ mật khẩu rồi tải lên lại.")


class NoPages(Refused):
    """A PDF without a page."""

    @property
    def sentence(self) -> str:
        return _("tệp PDF không có trang nào.")


class OldWord(Refused):
    """A .doc of before 2007."""

    @property
    def sentence(self) -> str:
        return _("tệp Word kiểu cũ (.doc). Xin mở bằng Word hoặc LibreOffice và lưu thành .docx.")


class ReachesOut(Refused):
    """A Word file that fetches a template or carries an object."""

    @property
    def sentence(self) -> str:
        return _("tệp Word nhúng đối tượng hoặc gọi mẫu từ nơi khác. Xin lưu lại thành PDF.")


class SameFile(Refused):
    """The very file is a version of this document already."""

    @property
    def sentence(self) -> str:
        return _("tệp này đã có ở văn bản này.")
