"""The people a content names: a pasted table with its columns chosen, or one line."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.fields.words import Words
from kheo.know.disclosure import tables
from kheo.know.disclosure.models.naming import LONGEST_NAME, LONGEST_RESULT, LONGEST_VILLAGE
from kheo.know.disclosure.services import Line

LONGEST_TABLE = 500_000
MOST_COLUMNS = 30


class TableForm(forms.Form):
    """What was copied from a spreadsheet; once read, one question for each of its columns."""

    table = forms.CharField(
        label=gettext_lazy("Dán bảng vào đây"),
        help_text=gettext_lazy(
            "Chép từ Excel, kể cả dòng tiêu đề. Chỉ lấy tên, thôn bản, kết quả; cột khác bỏ lại."
        ),
        max_length=LONGEST_TABLE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": gettext_lazy("Xin dán bảng có ít nhất một người."),
            "max_length": gettext_lazy("Bảng dài quá; hãy chia thành nhiều nội dung."),
        },
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.read = tables.read(data.get("table", "")[:LONGEST_TABLE] if data else "")
        choices = [("", _("Không lấy cột này"))]
        choices += [(one.key, one.label) for one in tables.book().kept.values()]
        for number, column in enumerate(self.read.columns[:MOST_COLUMNS]):
            self.fields[f"col_{number}"] = forms.ChoiceField(
                label=column.heading or _("(không có tiêu đề)"),
                choices=choices,
                required=False,
                initial=column.proposed,
                help_text=_refused(column) if column.refusal else "",
            )

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("col_")]

    @property
    def is_chosen(self) -> bool:
        """Say whether the columns were asked for already."""
        return any(name.startswith("col_") for name in self.data)

    def propose(self) -> None:
        """Fill in the proposals, so that the first look at the columns shows them chosen."""
        columns = enumerate(self.read.columns[:MOST_COLUMNS])
        proposed = {f"col_{number}": column.proposed for number, column in columns}
        self.data = {"table": self.data.get("table", ""), **proposed}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.read.rows and "table" not in self.errors:
            self.add_error("table", _("Chưa có dòng nào dưới dòng tiêu đề."))
        chosen: dict[str, str] = {}
        for number, column in enumerate(self.read.columns[:MOST_COLUMNS]):
            field = f"col_{number}"
            key = data.get(field, "")
            if key and column.refusal:
                self.add_error(field, _refused(column))
            elif key and key in chosen:
                self.add_error(field, _("Đã có cột khác cho mục này."))
            elif key:
                chosen[key] = field
        if self.read.rows and tables.NAME not in chosen and not self.errors:
            self.add_error("col_0", _("Xin chọn cột ghi tên."))
        return data

    def lines(self) -> list[Line]:
        """Give the people, of the chosen columns alone; an empty row is nobody."""
        places = {
            self.cleaned_data[f"col_{number}"]: number
            for number, _column in enumerate(self.read.columns[:MOST_COLUMNS])
        }
        places.pop("", None)
        made = [
            Line(**{key: row[place] for key, place in places.items()}) for row in self.read.rows
        ]
        return [line for line in made if any(vars(line).values())]


def _refused(column: tables.Column) -> str:
    assert column.refusal is not None
    return _("Cột “%(heading)s” (%(what)s) không được công khai.") % {
        "heading": column.heading,
        "what": column.refusal.label,
    }


class LineForm(forms.Form):
    """One person, corrected."""

    name = Words(
        label=gettext_lazy("Tên"), missing=gettext_lazy("Xin ghi tên."), max_length=LONGEST_NAME
    )
    village = Words(
        label=gettext_lazy("Thôn, bản, tổ dân phố"), required=False, max_length=LONGEST_VILLAGE
    )
    result = Words(label=gettext_lazy("Kết quả"), required=False, max_length=LONGEST_RESULT)

    def line(self) -> Line:
        data = self.cleaned_data
        return Line(data["name"], data["village"], data["result"])
