"""What whoever approves may type: remarks at cells, and why and until when to open again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from kheo.foundation.fields.days import Day
from kheo.foundation.fields.words import Words

REMARK: Final = "nx."
WHOLE: Final = "nhan-xet"
LONGEST_WORDS: Final = 1000
MOST_CHOSEN: Final = 200


@dataclass(frozen=True)
class Decision:
    """What the page of one return sends: the revision that was read, and the remarks."""

    revision: int
    remarks: Mapping[str, str]

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> Self:
        remarks = {
            name.removeprefix(REMARK): sent[name] for name in sent if name.startswith(REMARK)
        }
        return cls(_whole(sent.get("revision", "")), {**remarks, "": sent.get(WHOLE, "")})


def chosen(values: list[str]) -> dict[int, int]:
    """Read which returns were ticked on the desk, each with the revision that was seen."""
    found: dict[int, int] = {}
    for value in values[:MOST_CHOSEN]:
        pk, _sep, revision = value.partition("-")
        if pk.isdecimal() and len(pk) < 19:
            found[int(pk)] = _whole(revision)
    return found


class ReopenForm(forms.Form):
    """An exception, with its reason and its end."""

    reason = Words(
        label=_("Lý do mở lại"),
        help_text=_("Đơn vị gửi và người xem báo cáo đọc được."),
        missing=_("Hãy viết lý do mở lại."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = Day(label=_("Được sửa đến hết ngày"), help_text=_("Ví dụ 20/7/2026."))


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else -1
