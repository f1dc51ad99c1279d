"""Marks in a text: where, what it is, why it was marked; and the text with the marks filled in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What a mark hides; the value is kept with the confirmed wording."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    PAPER = "paper"
    ACCOUNT = "account"
    PLATE = "plate"
    ADDRESS = "address"
    BIRTH = "birth"
    POSITION = "position"
    LINK = "link"

    @property
    def label(self) -> Promise:
        """Name it for the officer who confirms."""
        return _LABELS[self]


class Why(StrEnum):
    """Why something was marked."""

    KNOWN = "known"
    KNOWN_PART = "known_part"
    FULL_NAME = "full_name"
    CALLED = "called"
    OFFICIAL = "official"
    NUMBER = "number"
    SAID = "said"
    LOOKS_LIKE = "looks_like"
    HAND = "hand"

    @property
    def label(self) -> Promise:
        """Give the reason in words."""
        return _REASONS[self]


class Style(StrEnum):
    """How the gaps are written."""

    WORDS = "words"
    BLOCKS = "blocks"


_LABELS: Final[dict[Kind, Promise]] = {
    Kind.NAME: _("Tên người"),
    Kind.PHONE: _("Số điện thoại"),
    Kind.EMAIL: _("Thư điện tử"),
    Kind.PAPER: _("Số giấy tờ"),
    Kind.ACCOUNT: _("Số tài khoản"),
    Kind.PLATE: _("Biển số xe"),
    Kind.ADDRESS: _("Địa chỉ"),
    Kind.BIRTH: _("Ngày sinh"),
    Kind.POSITION: _("Tọa độ"),
    Kind.LINK: _("Liên kết"),
}
_REASONS: Final[dict[Why, Promise]] = {
    Why.KNOWN: _("trùng với người gửi, người đại diện hoặc thông tin liên hệ của họ"),
    Why.KNOWN_PART: _("có thể là một phần tên của người gửi, người đại diện"),
    Why.FULL_NAME: _("họ, đệm và tên"),
    Why.CALLED: _("cách gọi một người"),
    Why.OFFICIAL: _("tên đi cùng chức vụ; người đang làm công vụ thì có thể giữ"),
    Why.NUMBER: _("dãy số đúng dạng"),
    Why.SAID: _("chữ đứng trước cho biết"),
    Why.LOOKS_LIKE: _("giống, cần xem lại"),
    Why.HAND: _("cán bộ tự đánh dấu bỏ"),
}
# Published texts stay as they were confirmed, so these words are not translated.
_WORDS: Final[dict[Kind, str]] = {
    Kind.NAME: "[tên người]",
    Kind.PHONE: "[số điện thoại]",
    Kind.EMAIL: "[thư điện tử]",
    Kind.PAPER: "[số giấy tờ]",
    Kind.ACCOUNT: "[số tài khoản]",
    Kind.PLATE: "[biển số xe]",
    Kind.ADDRESS: "[địa chỉ]",
    Kind.BIRTH: "[ngày sinh]",
    Kind.POSITION: "[tọa độ]",
    Kind.LINK: "[liên kết]",
}
_BLOCK: Final = "█████"


@dataclass(frozen=True, order=True)
class Span:
    """One mark: code points [start, end) of the text as given."""

    start: int
    end: int
    kind: Kind
    why: Why = Why.HAND
    is_sure: bool = True

    @property
    def reason(self) -> str:
        """Say in words why it was marked."""
        return str(self.why.label)

    def of(self, text: str) -> str:
        """Give the marked letters."""
        return text[self.start : self.end]


def join(spans: Iterable[Span]) -> list[Span]:
    """Put marks in order; those that overlap become one, sure if one of them was."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end, not one.is_sure)):
        if joined and span.start < joined[-1].end:
            joined[-1] = _joined(joined[-1], span)
        elif span.start < span.end:
            joined.append(span)
    return joined


def _joined(one: Span, other: Span) -> Span:
    names = max(one, other, key=lambda span: (span.is_sure, span.end - span.start))
    return Span(
        min(one.start, other.start),
        max(one.end, other.end),
        names.kind,
        names.why,
        one.is_sure or other.is_sure,
    )


def apply(text: str, spans: Sequence[Span], style: Style = Style.WORDS) -> str:
    """Write the text with every mark replaced; marks beyond its end are an error of the caller."""
    parts, after = [], 0
    for span in join(spans):
        if span.start < 0 or span.end > len(text):
            raise ValueError(span)
        parts += [text[after : span.start], _WORDS[span.kind] if style is Style.WORDS else _BLOCK]
        after = span.end
    return "".join([*parts, text[after:]])


@dataclass(frozen=True)
class Piece:
    """A stretch of a text for a page: words as they are, or a mark with its label and reason."""

    text: str
    label: str = ""
    reason: str = ""
    is_sure: bool = False


def mark(text: str, spans: Iterable[Span]) -> list[Piece]:
    """Cut a text at its marks, so that a page can show them in it."""
    pieces, after = [], 0
    for span in join(spans):
        pieces += [Piece(text[after : span.start]), _piece(text, span)]
        after = span.end
    return [piece for piece in (*pieces, Piece(text[after:])) if piece.text]


def pick(text: str, spans: Iterable[Span]) -> list[Piece]:
    """Give only the marks, for a list."""
    return [_piece(text, span) for span in join(spans)]


def _piece(text: str, span: Span) -> Piece:
    return Piece(span.of(text), str(span.kind.label), span.reason, span.is_sure)
