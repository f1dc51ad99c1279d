"""What the templates of news need beyond fields: a date in two forms, and words for machines."""

from dataclasses import dataclass
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kheo.foundation import structured
from kheo.foundation.addresses import absolute
from kheo.know.news.models import NewsPage
from kheo.know.news.models.sizes import WIDE, show

register = template.Library()


@dataclass(frozen=True)
class When:
    """A moment of publication for people and for machines."""

    words: str
    machine: str
    has_time: bool


@dataclass(frozen=True)
class About:
    """An article as search engines and other sites read it."""

    url: str
    published: str
    picture: str
    linked_data: SafeString


@register.simple_tag
def news_when(article: NewsPage) -> When | None:
    """Write when an article was published: with the time where it is known."""
    return _when(article.when)


@register.simple_tag
def news_about(page: NewsPage) -> About:
    """Describe an article for machines."""
    when = page.when
    picture = _picture(page)
    said = structured.news_article(
        address=page.address,
        title=page.title,
        teaser=page.teaser,
        published=when,
        changed=page.last_published_at,
        author=page.author,
        source=page.source.removeprefix("Theo "),
        section=page.category.name if page.category else page.series,
        pictures=(picture,) if picture else (),
    )
    return About(
        absolute(page.address),
        structured.machine(when),
        absolute(picture) if picture else "",
        structured.script(said),
    )


def _picture(page: NewsPage) -> str:
    """Give the first picture of the body, whose sizes the page has read already."""
    blocks = (block.value for block in page.body if block.block_type == "photo")
    first = next((value["image"] for value in blocks if value["image"]), None)
    return show(first, WIDE).url if first else ""


def _when(when: date | datetime | None) -> When | None:
    if when is None:
        return None
    if not isinstance(when, datetime):
        return When(f"{when:%d/%m/%Y}", when.isoformat(), has_time=False)
    local = timezone.localtime(when)
    words = _("%(time)s ngày %(day)s") % {
        "time": f"{local:%H:%M}",
        "day": f"{local:%d/%m/%Y}",
    }
    return When(words, local.isoformat(timespec="seconds"), has_time=True)
