"""What the body of an article is made of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError, StructValue
from wagtail.images.blocks import ImageChooserBlock

from kheo.know.news import pasted

# Only what a reader needs in running text; a pasted page brings nothing else in.
TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "superscript", "subscript"]


class Photo(blocks.StructBlock):  # type: ignore[misc]
    """A picture with its words; an old article may have kept the words only."""

    image = ImageChooserBlock(
        required=False, label=_("Ảnh"), help_text=_("Để trống khi bản lưu chỉ còn chú thích")
    )
    alt = blocks.CharBlock(
        required=False,
        max_length=300,
        label=_("Lời tả ảnh cho người không nhìn thấy"),
        help_text=_("Trong ảnh có ai, đang làm gì, ở đâu. Không lặp lại chú thích."),
    )
    is_decorative = blocks.BooleanBlock(
        required=False,
        label=_("Ảnh chỉ để trang trí"),
        help_text=_("Người không nhìn thấy ảnh không mất gì khi bỏ qua nó"),
    )
    caption = blocks.CharBlock(required=False, max_length=500, label=_("Chú thích"))
    credit = blocks.CharBlock(required=False, max_length=120, label=_("Người chụp"))

    class Meta:
        icon = "image"
        label = _("Ảnh có chú thích")
        template = "news/blocks/photo.html"

    def clean(self, value: StructValue) -> StructValue:
        """Ask for the words of a picture before it is published; a draft may wait for them."""
        kept = super().clean(value)
        image, decorative = kept["image"], kept["is_decorative"]
        has_words = decorative or kept["alt"].strip() or (image and image.description.strip())
        if image and not has_words and not self.is_deferred_validation:
            said = _("Hãy tả ảnh cho người không nhìn thấy, hoặc đánh dấu ảnh chỉ để trang trí.")
            raise StructBlockValidationError(block_errors={"alt": ValidationError(said)})
        return kept


class Quotation(blocks.StructBlock):  # type: ignore[misc]
    """Somebody's words and whose they are."""

    text = blocks.TextBlock(label=_("Lời nói"))
    speaker = blocks.CharBlock(required=False, max_length=160, label=_("Người nói"))

    class Meta:
        icon = "openquote"
        label = _("Trích lời")
        template = "news/blocks/quotation.html"


class Body(blocks.StreamBlock):  # type: ignore[misc]
    """The article in its order."""

    paragraph = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Đoạn văn"))
    heading = blocks.CharBlock(
        max_length=200, icon="title", label=_("Tít phụ"), template="news/blocks/heading.html"
    )
    photo = Photo()
    quotation = Quotation()

    def clean(self, value: StreamValue) -> StreamValue:
        """Refuse to publish a link without words; a draft may wait for them."""
        kept = super().clean(value)
        if not self.is_deferred_validation:
            errors = {place: _wordless() for place, block in enumerate(kept) if _has_gap(block)}
            if errors:
                raise StreamBlockValidationError(block_errors=errors)
        return kept


def _has_gap(block: Any) -> bool:
    return block.block_type == "paragraph" and pasted.has_empty_link(block.value.source)


def _wordless() -> ValidationError:
    return ValidationError(_("Có đường dẫn không có chữ: người đọc không biết nó dẫn đi đâu."))
