"""What a reader with a screen reader would stumble over in an article, said before it is public."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.fields import StreamValue

from kheo.foundation.vietnamese.text import fold
from kheo.know.news.models import NewsPage

HEADING = re.compile(r"<h([1-6])\b", re.IGNORECASE)
LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
# Of all its links a screen reader reads only these words: they lead nowhere in particular.
VAGUE = {"tai day", "o day", "day", "xem them", "chi tiet", "xem tai day", "click", "here"}


@dataclass(frozen=True)
class Hint:
    """One thing to mend: what, how, and the place in the editor."""

    what: str
    how: str
    url: str


def hints(article: NewsPage) -> list[Hint]:
    """List what to mend in the article, in its order."""
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return [
        Hint(what, how, f"{edit}#block-{block.id}-section")
        for block, what, how in _found(article.body)
    ]


def _found(body: StreamValue) -> Iterator[tuple[StreamValue.StreamChild, str, str]]:
    # The title of the article is the first level.
    level = 1
    for block in body:
        if block.block_type == "heading":
            level = 2
        elif block.block_type == "photo":
            yield from ((block, *said) for said in _of_photo(block))
        elif block.block_type == "paragraph":
            html = block.value.source
            yield from ((block, *said) for said in _of_links(html))
            for found in HEADING.findall(html):
                if int(found) > level + 1:
                    yield block, _("Tít phụ nhảy cấp."), _("Dùng khối Tít phụ, không bỏ cấp.")
                level = int(found)


def _of_photo(block: StreamValue.StreamChild) -> Iterator[tuple[str, str]]:
    image = block.value["image"]
    if not image or block.value.get("is_decorative"):
        return
    alt = block.value["alt"].strip() or image.description.strip()
    if not alt:
        yield _("Ảnh chưa có lời tả."), _("Tả ảnh, hoặc đánh dấu ảnh chỉ để trang trí.")
    elif alt == block.value["caption"].strip():
        yield (
            _("Lời tả ảnh chép lại chú thích."),
            _("Tả điều thấy trong ảnh; chú thích đã được đọc rồi."),
        )


def _of_links(html: str) -> Iterator[tuple[str, str]]:
    for link in LINK.findall(html):
        words = unescape(strip_tags(link)).strip()
        if not words:
            yield _("Có đường dẫn không có chữ."), _("Viết chữ cho đường dẫn, hoặc bỏ đường dẫn.")
        elif fold(words).strip(" .:>»") in VAGUE:
            said = _("Đường dẫn chỉ ghi “%(words)s”.") % {"words": words}
            yield said, _("Ghi rõ dẫn đến đâu, ví dụ tên văn bản.")
