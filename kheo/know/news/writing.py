"""The form in which an article is written: what was typed is made fit, none of it is lost."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.rich_text import RichText

from kheo.foundation.vietnamese.legacy import Encoding
from kheo.know.news import pasted

WORDS = ("title", "lead", "author", "source", "seo_title", "search_description")


class ArticleForm(WagtailAdminPageForm):  # type: ignore[misc]
    """Wagtail's form of a page, with a look at what was pasted and at the hours that were set."""

    def clean(self) -> Any:
        """Turn old fonts into Unicode, clean rich text, refuse an hour that has passed."""
        cleaned: dict[str, Any] = super().clean()
        self._check_hours(cleaned)
        fonts = {*self._read_words(cleaned), *self._read_body(cleaned.get("body"))}
        # Told by the hook that runs when the article has been kept.
        self.instance.fonts_read = sorted(str(font.value) for font in fonts)
        return cleaned

    def _check_hours(self, cleaned: dict[str, Any]) -> None:
        go_live_at, expire_at = cleaned.get("go_live_at"), cleaned.get("expire_at")
        if go_live_at and "go_live_at" in self.changed_data and go_live_at <= timezone.now():
            said = _("Giờ hẹn đăng đã qua. Chọn giờ sắp tới, hoặc để trống để đăng ngay.")
            self.add_error("go_live_at", ValidationError(said, code="past"))
        if go_live_at and expire_at and go_live_at == expire_at:
            said = _("Giờ gỡ phải sau giờ đăng.")
            self.add_error("expire_at", ValidationError(said, code="no_time"))

    def _read_words(self, cleaned: dict[str, Any]) -> Iterator[Encoding]:
        for name in WORDS:
            font = pasted.font_of(cleaned.get(name) or "")
            if font:
                cleaned[name] = pasted.readable(cleaned[name], font)
                yield font

    def _read_body(self, body: Any) -> Iterator[Encoding]:
        for block in body or ():
            yield from _read_block(block)


def _read_block(block: Any) -> Iterator[Encoding]:
    if isinstance(block.value, RichText):
        kept = pasted.cleaned(block.value.source)
        font = pasted.font_of_html(kept)
        block.value = RichText(pasted.readable_html(kept, font) if font else kept)
        if font:
            yield font
    elif isinstance(block.value, str):
        font = pasted.font_of(block.value)
        if font:
            block.value = pasted.readable(block.value, font)
            yield font
    elif hasattr(block.value, "items"):
        yield from _read_parts(block.value)


def _read_parts(parts: Any) -> Iterator[Encoding]:
    for name, words in list(parts.items()):
        font = pasted.font_of(words) if isinstance(words, str) else None
        if font:
            parts[name] = pasted.readable(words, font)
            yield font
