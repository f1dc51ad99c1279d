"""Why a file is not taken, in the words that the sender reads beside the field."""

from django.utils.translation import gettext as _


class Refused(Exception):
    """A file that is not kept; the message says what to do instead."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        super().__init__(name)

    @property
    def sentence(self) -> str:
        """Say in one sentence what is wrong, without the file's name."""
        return _("Không nhận được tệp này.")

    def __str__(self) -> str:
        return f"“{self.name}”: {self.sentence}" if self.name else self.sentence


class TooLarge(Refused):
    """The file is longer than the limit, or the whole sending is."""

    def __init__(self, name: str = "", *, most: int) -> None:
        super().__init__(name)
        self.most = most

    @property
    def sentence(self) -> str:
        return _(
            "tệp lớn quá %(most)s MB nên không nhận được. Xin chụp nhỏ lại hoặc chọn tệp khác."
        ) % {"most": max(1, self.most // 1_048_576)}


class EmptyFile(Refused):
    """Nothing is in the file."""

    @property
    def sentence(self) -> str:
        return _("tệp rỗng (0 byte). Xin chọn lại tệp.")


class TypeNotAllowed(Refused):
    """The kind of file is not in the table."""

    @property
    def sentence(self) -> str:
        return _(
            "không nhận loại tệp này. Xin gửi ảnh (JPEG, PNG, WebP, HEIC), PDF, Word hoặc Excel."
        )


class NotWhatItSays(Refused):
    """The name promises one kind and the content is another, or is broken."""

    @property
    def sentence(self) -> str:
        return _("nội dung tệp hỏng hoặc không đúng như tên của nó. Xin chọn tệp khác.")


class ImageTooBig(Refused):
    """The picture would take too much memory when opened."""

    @property
    def sentence(self) -> str:
        return _("ảnh có quá nhiều điểm ảnh. Xin gửi ảnh nhỏ hơn.")


class NotAPicture(Refused):
    """A good file, but only pictures are asked for here."""

    @property
    def sentence(self) -> str:
        return _("chỗ này chỉ nhận ảnh (JPEG, PNG, WebP, HEIC).")


class NotPublishable(Refused):
    """A kind of file of which no public copy can be made."""

    @property
    def sentence(self) -> str:
        return _("tệp Word, Excel không công khai được. Xin in ra PDF rồi tải bản PDF lên.")


class TooManyPages(Refused):
    """A PDF too long to be drawn at once."""

    @property
    def sentence(self) -> str:
        return _("tệp có quá nhiều trang. Xin tách thành nhiều tệp.")


class BoxBesideThePage(Refused):
    """A box that lies outside the page, or covers nothing."""

    @property
    def sentence(self) -> str:
        return _("có ô che nằm ngoài trang hoặc không có kích thước. Xin xem lại các số.")
