"""The content of a publication: its document, its words, its files, its period."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation.documents.fields import FilesField
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.fields.days import Day
from kheo.foundation.fields.sending import SubmissionKey
from kheo.foundation.fields.words import Words
from kheo.foundation.units.models import Unit
from kheo.know.disclosure import rules
from kheo.know.disclosure.models import Publication
from kheo.know.disclosure.models.publications import LONGEST_TITLE
from kheo.know.disclosure.services import Content

MOST_FILES = 10
MOST_DOCUMENTS = 50
LONGEST_SUMMARY = 20_000


class ContentForm(forms.Form):
    """One content of one item; the item is known before the form is opened."""

    submission_key = SubmissionKey(required=False)
    period = forms.ChoiceField(
        label=gettext_lazy("Cho kỳ nào?"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Nội dung này không có kỳ như vậy.")},
    )
    title = Words(
        label=gettext_lazy("Tên nội dung công khai"),
        help_text=gettext_lazy("Người dân đọc tên này. Ví dụ: Dự toán ngân sách xã năm 2026."),
        missing=gettext_lazy("Xin ghi tên nội dung công khai."),
        max_length=LONGEST_TITLE,
    )
    document = forms.ModelChoiceField(
        label=gettext_lazy("Văn bản trong sổ"),
        help_text=gettext_lazy("Chọn ở đây thì không cần ghi số và ngày."),
        queryset=OfficialDocument.objects.none(),
        required=False,
        empty_label=gettext_lazy("Không có trong sổ"),
    )
    numbered = Words(
        label=gettext_lazy("Số, ký hiệu văn bản"),
        help_text=gettext_lazy("Như in trên văn bản, ví dụ 15/QĐ-UBND."),
        required=False,
        max_length=60,
    )
    decided_on = Day(
        label=gettext_lazy("Ngày ban hành văn bản"),
        help_text=gettext_lazy("Hạn công khai tính từ ngày này. Ví dụ 9/11/2026."),
        required=False,
    )
    summary = Words(
        label=gettext_lazy("Nội dung chính"),
        help_text=gettext_lazy("Viết ngắn cho người dân đọc: được gì, ở đâu, bao nhiêu."),
        required=False,
        max_length=LONGEST_SUMMARY,
        lines=6,
    )
    papers = FilesField(
        label=gettext_lazy("Tệp công khai"),
        help_text=gettext_lazy("Ai cũng tải được. Bản Word, PDF, bảng tính hoặc ảnh."),
        most=MOST_FILES,
    )
    names_people = forms.BooleanField(
        label=gettext_lazy("Có nêu tên người"),
        help_text=gettext_lazy("Chỉ nêu điều luật đòi: tên, thôn bản, kết quả. Phải có ngày gỡ."),
        required=False,
    )
    public_until = Day(
        label=gettext_lazy("Gỡ khỏi trang sau ngày"),
        help_text=gettext_lazy("Bắt buộc khi có nêu tên người; còn lại để trống được."),
        required=False,
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Đăng lên trang này ngay"),
        required=False,
        initial=True,
    )

    def __init__(
        self,
        *args: Any,
        item: rules.Item,
        unit: Unit,
        today: date,
        publication: Publication | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        is_fixed = publication is not None and publication.opened_by_rule
        choices = [] if is_fixed else periods_of(item, today)
        if publication and publication.period and not is_fixed:
            known = {key for key, _words in choices}
            if publication.period not in known:
                choices.append((publication.period, publication.period))
        if choices:
            self._period.choices = [("", _("Không theo kỳ: theo văn bản, sự việc")), *choices]
        else:
            del self.fields["period"]
        field = self.fields["document"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = OfficialDocument.objects.filter(pk__in=_documents(unit))
        field.label_from_instance = _label  # type: ignore[assignment,method-assign]
        if not field.queryset.exists():
            del self.fields["document"]

    @property
    def _period(self) -> forms.ChoiceField:
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        return field

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        document = data.get("document")
        if document is not None:
            data["numbered"] = data.get("numbered") or document.numbered
            data["decided_on"] = data.get("decided_on") or document.issued_on
        if not data.get("decided_on") and "decided_on" not in self.errors:
            self.add_error("decided_on", _("Xin ghi ngày ban hành văn bản, ví dụ 9/11/2026."))
        if data.get("names_people") and not data.get("public_until"):
            self.add_error(
                "public_until", _("Nội dung có nêu tên người: xin ghi ngày gỡ khỏi trang.")
            )
        return data

    def content(self, list_key: str) -> Content:
        """Say what was typed as the services take it."""
        data = self.cleaned_data
        return Content(
            list_key=list_key,
            item_key=self.item.key,
            title=data["title"],
            decided_on=data["decided_on"],
            summary=data["summary"],
            numbered=data["numbered"],
            document=data.get("document"),
            period=data.get("period", ""),
            names_people=data["names_people"],
            public_until=data["public_until"],
            files=data["papers"],
        )


def periods_of(item: rules.Item, today: date) -> list[tuple[str, str]]:
    """Offer the period of today, the one before and the one after, for each rhythm of an item."""
    found: list[tuple[str, str]] = []
    for rhythm in item.rhythms:
        before, after = rules.around(rhythm.each, today)
        for period in (after, rules.of_day(rhythm.each, today), before):
            found.append((rules.name_of(rhythm, period), rhythm.title(period)))
    return found


def _documents(unit: Unit) -> list[int]:
    latest = OfficialDocument.objects.public().filter(unit=unit).order_by("-issued_on", "-pk")
    return list(latest.values_list("pk", flat=True)[:MOST_DOCUMENTS])


def _label(document: OfficialDocument) -> str:
    return f"{document.numbered} ({document.issued_on:%d/%m/%Y}): {document.title[:80]}"
