"""What the body of an article is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

# Only what a reader needs in running text; a pasted page brings nothing else in.
TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "superscript", "subscript"]


class Photo(blocks.StructBlock):  # type: ignore[misc]
    """A picture with its words; an old article may have kept the words only."""

    image = ImageChooserBlock(
        required=False, label=_("Ảnh"), help_text=_("Để trống khi bản lưu chỉ còn chú thích")
    )
    alt = blocks.CharBlock(
        required=False, max_length=300, label=_("Lời tả ảnh cho người không nhìn thấy")
    )
    caption = blocks.CharBlock(required=False, max_length=500, label=_("Chú thích"))
    credit = blocks.CharBlock(required=False, max_length=120, label=_("Người chụp"))

    class Meta:
        icon = "image"
        label = _("Ảnh có chú thích")
        template = "news/blocks/photo.html"


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
