"""A field for documents of the register, typed by number and sign, one a line."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.fields.words import Words
from kheo.foundation.vietnamese import dates

MOST = 20
_DAY = re.compile(r",?\s*ng[àa]y\s+(.+)$", re.I)


class DocumentsField(Words):
    """Finds each by number and sign; a day behind it chooses between years."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Về văn bản"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy("Số, ký hiệu trong sổ văn bản, mỗi dòng một số. Ví dụ: 16-CTr/TU"),
        )
        super().__init__(required=False, max_length=2000, lines=2, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = [line.strip() for line in re.split(r"[\n;]", super().clean(value))]
        return tuple(dict.fromkeys(_found(line) for line in typed[:MOST] if line))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "\n".join(f"{one}, ngày {one.issued_on:%d/%m/%Y}" for one in value)
        return value


def _found(line: str) -> OfficialDocument:
    day = _DAY.search(line)
    number = _DAY.sub("", line).strip()
    alike = OfficialDocument.objects.standing().filter(numbered__iexact=number)
    if day:
        alike = alike.filter(issued_on=_day(day[1]))
    found = list(alike.light().order_by("-issued_on", "-pk")[:2])
    if len(found) == 1:
        return found[0]
    if not found:
        raise forms.ValidationError(
            _("Không thấy văn bản “%(number)s” trong sổ văn bản.") % {"number": line}
        )
    raise forms.ValidationError(
        _("Có nhiều văn bản số “%(number)s”. Xin ghi thêm ngày, ví dụ: %(number)s, ngày %(day)s")
        % {"number": number, "day": f"{found[0].issued_on:%d/%m/%Y}"}
    )


def _day(typed: str) -> Any:
    try:
        return dates.parse_date(typed)
    except dates.DateError as wrong:
        raise forms.ValidationError(str(wrong)) from wrong
