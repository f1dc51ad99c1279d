"""The index pages of news and the articles below them, as Wagtail pages.

An article keeps what was printed with it: author, source, series, the moment of publication as
exactly as it is known. Columns for search and lists are derived when the article is checked.
"""

from datetime import date, datetime
from textwrap import shorten

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageViewRestriction, Workflow
from wagtail.query import PageQuerySet
from wagtail.rich_text import get_text_for_indexing

from kheo.foundation.moments import start_of
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text
from kheo.know.news.blocks import Body
from kheo.know.news.models.photos import Photo
from kheo.know.news.models.sections import Category
from kheo.know.news.writing import ArticleForm

# The slug of the site's root page: the path of a page in the tree is then its address.
ROOT = "tin"
# First words of addresses below /tin/ that are no page of the tree.
RESERVED = frozenset({"anh", "chuyen-muc", "gui", "in", "loat-bai"})
PER_PAGE = 20
BESIDE = 5
TEASER_LETTERS = 220
# PostgreSQL refuses to index a text of more than about a megabyte of different words.
LONGEST_FOLDED = 200_000
# What is searched, by an index of the same expression; a word in the title weighs more.
WORDS = SearchVector("folded_title", config="simple", weight="A") + SearchVector(
    "folded", config="simple", weight="D"
)
LISTED = (
    "title", "url_path", "first_published_at", "listed_at", "teaser", "author", "source",
    "source_date", "source_key", "series", "series_slug", "published_at", "has_time", "is_demo",
    "cover",
)  # fmt: skip


def address(url_path: str) -> str:
    """Turn a page's path in the tree into its address, without asking which site it is on."""
    below = url_path.removeprefix(f"/{ROOT}/").strip("/")
    return reverse("news:article", args=[below]) if below else reverse("news:index")


def refuse_reserved(slug: str) -> None:
    """Keep a page from an address at which it would never be found."""
    if slug in RESERVED:
        raise ValidationError(
            {"slug": _now("Địa chỉ này đã dùng cho việc khác, xin chọn chữ khác.")}
        )


class NewsPageQuerySet(PageQuerySet):  # type: ignore[misc]
    def published(self) -> "NewsPageQuerySet":
        """Keep what everybody may read, asked within the same query."""
        path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
        closed = PageViewRestriction.objects.alias(article=path).filter(
            article__startswith=F("page__path")
        )
        found: NewsPageQuerySet = self.filter(~Exists(closed), live=True)
        return found

    def light(self) -> "NewsPageQuerySet":
        """Read only what a list shows; a Wagtail page has four dozen columns."""
        found: NewsPageQuerySet = self.only(*LISTED)
        return found

    def latest_first(self) -> "NewsPageQuerySet":
        ordered: NewsPageQuerySet = self.order_by("-listed_at", "-pk")
        return ordered

    def older_than(self, listed_at: datetime, pk: int) -> "NewsPageQuerySet":
        """Keep what comes after this place in the order of `latest_first`."""
        older = Q(listed_at__lt=listed_at) | Q(listed_at=listed_at, pk__lt=pk)
        found: NewsPageQuerySet = self.filter(older)
        return found


class NewsIndex(Page):  # type: ignore[misc]
    """The list of a unit's articles; editors work within the one of their unit."""

    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Đơn vị"),
    )
    lead = models.CharField(_("Lời giới thiệu"), max_length=300, blank=True)

    template = "news/index.html"
    parent_page_types = ["wagtailcore.Page", "news.NewsIndex"]
    subpage_types = ["news.NewsIndex", "news.NewsPage"]
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    def get_workflow(self) -> Workflow | None:
        """Return the steps of this list; a list takes none over from the one above it."""
        return _workflow_of(self)

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    class Meta:
        verbose_name = _("Trang danh sách tin")
        verbose_name_plural = _("Trang danh sách tin")

    @property
    def address(self) -> str:
        return address(self.url_path)

    def articles(self) -> NewsPageQuerySet:
        """Ask for what stands in this list and in those below it, newest first."""
        articles: NewsPageQuerySet = NewsPage.objects.published().latest_first().light()
        if self.depth > 2:
            articles = articles.descendant_of(self)
        return articles

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self.slug)


class NewsPage(Page):  # type: ignore[misc]
    """One article as it is read."""

    lead = models.TextField(_("Sa pô"), blank=True, help_text=_("Một, hai câu đứng trước bài"))
    body = StreamField(Body(), blank=True, verbose_name=_("Nội dung"))
    author = models.CharField(_("Tác giả"), max_length=160, blank=True)
    source = models.CharField(
        _("Nguồn"), max_length=200, blank=True, help_text=_("Theo TTXVN; baohatinh.vn")
    )
    source_date = models.DateField(_("Ngày của nguồn"), null=True, blank=True)
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Chuyên mục"),
    )
    series = models.CharField(
        _("Loạt bài"), max_length=160, blank=True, help_text=_("Học và làm theo Bác")
    )
    published_at = models.DateTimeField(
        _("Ngày giờ đăng"),
        null=True,
        blank=True,
        help_text=_("Giờ Việt Nam (GMT+7). Để trống thì lấy lúc bấm đăng."),
    )
    cover = models.ForeignKey(
        Photo, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    has_time = models.BooleanField(
        _("Biết giờ đăng"), default=True, help_text=_("Bỏ chọn khi bản gốc chỉ ghi ngày")
    )
    is_title_supplied = models.BooleanField(
        _("Tít do biên tập đặt"), default=False, help_text=_("Bản gốc không có tít")
    )
    is_demo = models.BooleanField(default=False, editable=False)
    source_key = models.CharField(
        max_length=120, blank=True, editable=False, help_text="Bản gốc, để không nhập hai lần"
    )
    listed_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="Chỗ trong danh sách: ngày đăng, của nguồn, hoặc lên đây",
    )
    series_slug = models.CharField(
        max_length=160, blank=True, editable=False, help_text="Địa chỉ của loạt bài, từ tên của nó"
    )
    teaser = models.CharField(max_length=TEASER_LETTERS, blank=True, editable=False)
    folded_title = models.TextField(blank=True, editable=False, help_text="Tít không dấu")
    folded = models.TextField(blank=True, editable=False, help_text="Lời không dấu để tìm")

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    template = "news/article.html"
    parent_page_types = ["news.NewsIndex"]
    subpage_types: list[str] = []
    # A copy is a new article, not the original imported twice.
    exclude_fields_in_copy = ["source_key"]
    base_form_class = ArticleForm
    content_panels = [
        TitleFieldPanel("title", heading=_("Tít"), help_text=_("Như người đọc sẽ thấy")),
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("category"), FieldPanel("series")]),
                FieldPanel("author"),
                FieldRowPanel([FieldPanel("source"), FieldPanel("source_date")]),
                FieldRowPanel([FieldPanel("published_at"), FieldPanel("has_time")]),
                FieldPanel("is_title_supplied"),
            ],
            heading=_("Tác giả, nguồn, ngày"),
        ),
    ]

    class Meta:
        verbose_name = _("Bài viết")
        verbose_name_plural = _("Bài viết")
        constraints = [
            models.UniqueConstraint(
                fields=["source_key"], condition=~Q(source_key=""), name="one_article_per_original"
            )
        ]
        indexes = [
            models.Index(fields=["-listed_at", "-page_ptr"], name="news_latest"),
            models.Index(fields=["category", "-listed_at", "-page_ptr"], name="news_of_a_category"),
            models.Index(
                fields=["series_slug", "-listed_at", "-page_ptr"],
                condition=~Q(series_slug=""),
                name="news_of_one_series",
            ),
            GinIndex(WORDS, name="news_words"),
        ]

    @property
    def address(self) -> str:
        return address(self.url_path)

    @property
    def series_address(self) -> str:
        return reverse("news:series", args=[self.series_slug]) if self.series_slug else ""

    @property
    def when(self) -> date | datetime | None:
        """Say when it was published, as exactly as is known; None when nobody wrote it down."""
        if self.published_at:
            return self.published_at if self.has_time else timezone.localdate(self.published_at)
        if self.source_date or self.source_key:
            return self.source_date
        here: datetime | None = self.first_published_at
        return here

    @property
    def origin(self) -> str:
        """Name the source as it is printed: "Theo TTXVN", "Nguồn: baohatinh.vn"."""
        if not self.source or self.source.startswith("Theo "):
            return self.source
        return f"Nguồn: {self.source}"

    def get_workflow(self) -> Workflow | None:
        """Return the steps of the list that the article stands in."""
        return _workflow_of(self.get_parent())

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def clean(self) -> None:
        """Derive what search and lists read; every way of publishing an article passes here."""
        super().clean()
        refuse_reserved(self.slug)
        self.series_slug = slugify(text.fold(self.series))
        self.listed_at = self.published_at or _midnight(self.source_date) or self._first_here()
        self.cover = self._first_photo()
        self.teaser = shorten(self.lead or self._first_paragraph(), TEASER_LETTERS, placeholder="…")
        self.folded_title = " ".join(text.words(self.title))
        self.folded = " ".join(text.words("\n".join(self._words())))[:LONGEST_FOLDED]

    def _first_here(self) -> datetime:
        return self.first_published_at or timezone.now()

    def _first_photo(self) -> Photo | None:
        photos = (block.value["image"] for block in self.body if block.block_type == "photo")
        return next((photo for photo in photos if photo), None)

    def _first_paragraph(self) -> str:
        texts = (block.value for block in self.body if block.block_type == "paragraph")
        return next((get_text_for_indexing(value.source) for value in texts), "")

    def _words(self) -> list[str]:
        body: list[str] = self.body.stream_block.get_searchable_content(self.body)
        return [self.lead, self.series, *body, self.author, self.source]


def _midnight(day: date | None) -> datetime | None:
    return start_of(day) if day else None


def _workflow_of(index: Page) -> Workflow | None:
    found: Workflow | None = Workflow.objects.filter(
        active=True, workflow_pages__page=index
    ).first()
    return found
