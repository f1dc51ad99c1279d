"""What a page of a return sends: texts of cells by their names, and a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from kheo.insight.returns.excel import opening

VALUE: Final = "o."
REASON: Final = "ly-do."
EXPLANATION: Final = "giai-trinh."
_LONGEST: Final = 200


@dataclass(frozen=True)
class Entry:
    """What was typed, by place, and which saving the page had shown."""

    revision: int
    values: Mapping[str, str]
    reasons: Mapping[str, str]
    explanations: Mapping[str, str]
    is_from_excel: bool = False

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> Self:
        """Read a form; a cell that a workbook leaves empty empties nothing."""
        is_excel = sent.get("tu") == "excel"
        values = _under(VALUE, sent).items()
        return cls(
            revision=_whole(sent.get("revision", "")),
            values={key: text[:_LONGEST] for key, text in values if text.strip() or not is_excel},
            reasons=_under(REASON, sent),
            explanations=_under(EXPLANATION, sent),
            is_from_excel=is_excel,
        )


def _under(prefix: str, sent: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(prefix): sent[name] for name in sent if name.startswith(prefix)
    }  # fmt: skip


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


class UploadForm(forms.Form):
    """The filled-in workbook."""

    tep = forms.FileField(
        label=_("Tệp Excel đã điền"),
        help_text=_("Tệp .xlsx tải từ trang này, nhỏ hơn 4 MB. Số được xem trước rồi mới nhận."),
        error_messages={
            "required": _("Xin chọn tệp."),
            "empty": _("Tệp trống, không có gì bên trong."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm"}),
    )

    def data_of_file(self) -> bytes:
        """Read the file, no more of it than one that is too large."""
        read: bytes = self.cleaned_data["tep"].read(opening.MOST_BYTES + 1)
        return read
