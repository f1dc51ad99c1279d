"""What is refused about disclosure, each refusal with a sentence and the field it belongs to."""

from django.utils.translation import gettext_lazy as _

from kheo.foundation.refusals import Refusal


class DisclosureError(Refusal):
    """A refusal that can be shown to a person with `str()`, at `field` of the form."""

    sentence = _("Không làm được với nội dung này.")
    field: str | None = None


class UnknownItem(DisclosureError):
    sentence = _("Danh mục không có nội dung này.")
    field = "item"


class ListNotInForce(DisclosureError):
    """Each list holds for documents of its own days."""

    sentence = _("Danh mục này không áp dụng cho văn bản của ngày đó.")
    field = "decided_on"


class UnknownPeriod(DisclosureError):
    sentence = _("Nội dung này không có kỳ như vậy.")
    field = "period"


class PeriodTooFar(DisclosureError):
    sentence = _("Kỳ này còn xa quá; chỉ ghi cho kỳ đang tới.")
    field = "period"


class DecidedInTheFuture(DisclosureError):
    sentence = _("Ngày văn bản chưa tới. Xin xem lại ngày ban hành.")
    field = "decided_on"


class UnitNotThere(DisclosureError):
    """A record belongs to the unit of its day."""

    sentence = _(
        "Ngày đó đơn vị này chưa có hoặc đã thôi hoạt động; hãy ghi cho đơn vị của ngày ấy."
    )
    field = "decided_on"


class TitleMissing(DisclosureError):
    sentence = _("Xin ghi tên nội dung công khai.")
    field = "title"


class ContentMissing(DisclosureError):
    sentence = _("Chưa có văn bản. Hãy ghi văn bản của nội dung này trước khi ghi nơi công khai.")


class UnknownChannel(DisclosureError):
    sentence = _("Không có hình thức công khai này.")
    field = "channel"


class PlaceMissing(DisclosureError):
    sentence = _("Xin ghi nơi công khai.")
    field = "place"


class AddressMissing(DisclosureError):
    sentence = _("Xin ghi địa chỉ trang, bắt đầu bằng https://.")
    field = "place"


class PersonMissing(DisclosureError):
    sentence = _("Xin ghi người thực hiện.")
    field = "done_by"


class EndsBeforeItBegins(DisclosureError):
    sentence = _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    field = "until"


class EndsTooFar(DisclosureError):
    sentence = _("Ngày kết thúc xa quá. Nếu chưa định ngày gỡ, hãy để trống.")
    field = "until"


class BeginsInTheFuture(DisclosureError):
    sentence = _("Ngày bắt đầu chưa tới. Chỉ ghi nơi đã công khai rồi.")
    field = "since"


class BeginsBeforeItsDocument(DisclosureError):
    sentence = _("Ngày bắt đầu trước ngày ban hành văn bản. Xin xem lại.")
    field = "since"


class LastDayMissing(DisclosureError):
    """Names of people never stay for ever."""

    sentence = _("Nội dung có nêu tên người: xin ghi ngày gỡ khỏi trang, từ hôm nay trở đi.")
    field = "public_until"


class ReasonMissing(DisclosureError):
    sentence = _("Xin viết lý do; người dân sẽ đọc được.")
    field = "reason"


class ProofMissing(DisclosureError):
    sentence = _("Xin gửi ảnh, bản ghi hoặc biên bản.")
    field = "proof"


class AlreadyPublished(DisclosureError):
    sentence = _("Nội dung này đã đăng trên trang; người khác vừa làm trước.")


class AlreadyShown(DisclosureError):
    """What people have been shown is not written over."""

    sentence = _(
        "Nội dung này đã công khai, không sửa được nữa. Hãy rút với lý do rồi ghi nội dung đúng."
    )


class AlreadyWithdrawn(DisclosureError):
    sentence = _("Đã rút rồi; người khác vừa làm trước.")


class ChangedMeanwhile(DisclosureError):
    sentence = _("Người khác vừa sửa nội dung này. Xin xem lại bản mới rồi sửa tiếp.")


class NotIfAny(DisclosureError):
    sentence = _("Hình thức này bắt buộc ở mọi nơi.")
    field = "channel"


# --- People who are named ---------------------------------------------------------------------


class NamesNotMeant(DisclosureError):
    sentence = _("Nội dung này không đánh dấu là có nêu tên người.")


class NamesGone(DisclosureError):
    sentence = _("Đã hết thời gian công khai; các tên đã xóa, không ghi lại được.")


class NobodyNamed(DisclosureError):
    sentence = _("Chưa có dòng nào. Xin dán bảng có ít nhất một người.")
    field = "table"


class TooManyNames(DisclosureError):
    sentence = _("Bảng dài quá; hãy chia thành nhiều nội dung.")
    field = "table"


class TellsTooMuch(DisclosureError):
    """More than name, village and result, at the line that the sentence names."""

    field = "table"


class LineGone(DisclosureError):
    sentence = _("Dòng này không còn; người khác vừa sửa danh sách.")
