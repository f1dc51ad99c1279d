"""Doors from Wagtail's editor: what editors are told, the menu, the first page."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import Page

from kheo.foundation.accounts.models import User
from kheo.know.news.models import NewsPage
from kheo.know.newsroom import checks, queries, services

SHOWN = 5
# Wagtail says this word once, when it is loaded, before anybody's language is known.
ChooserViewSet.search_tab_label = gettext_lazy("Tìm")


class Desk(Component):  # type: ignore[misc]
    """What the person has begun and not published, on the first page of the editor."""

    name = "newsroom"
    template_name = "newsroom/_home.html"
    order = 90

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        person, today = parent_context["request"].user, timezone.localdate()
        soon = queries.planned(person, since=today, until=today + timedelta(days=14), today=today)
        return {"drafts": queries.mine(person, limit=SHOWN), "planned": soon[: 2 * SHOWN]}


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def add_desk(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(Desk())


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def calendar_item() -> MenuItem:
    label, url = gettext_lazy("Lịch đăng bài"), reverse("newsroom:calendar")
    return MenuItem(label, url, name="newsroom", icon_name="calendar-alt", order=300)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def desk_item() -> MenuItem:
    label, url = gettext_lazy("Bàn làm việc"), reverse("workspace:mine")
    return MenuItem(label, url, name="workspace", icon_name="home", order=9000)


@hooks.register("insert_global_admin_js")  # type: ignore[untyped-decorator]
def clean_pasting() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("newsroom/pasting.js"))


@hooks.register("after_create_page")  # type: ignore[untyped-decorator]
@hooks.register("after_edit_page")  # type: ignore[untyped-decorator]
def tell(request: HttpRequest, page: Page) -> None:
    """Say what was changed in what was pasted, and what a reader would stumble over."""
    if not isinstance(page, NewsPage) or "application/json" in request.headers.get("Accept", ""):
        return
    if _others_wrote(request, page):
        said = _("Trong lúc bạn viết, người khác đã sửa bài này. Bản của họ còn trong lịch sử bài.")
        link, history = _("Mở lịch sử"), reverse("wagtailadmin_pages:history", args=[page.pk])
        messages.warning(request, format_html('{} <a href="{}">{}</a>', said, history, link))
    fonts = getattr(page, "fonts_read", [])
    if fonts:
        said = _("Đã đổi chữ %(fonts)s sang Unicode. Xin đọc lại bài.")
        messages.warning(request, said % {"fonts": ", ".join(fonts)})
    number = len(checks.hints(page))
    if number:
        url, link = reverse("newsroom:check", args=[page.pk]), _("Xem và sửa")
        said = _("Có %(number)s chỗ người dùng trình đọc màn hình sẽ vấp.") % {"number": number}
        messages.warning(request, format_html('{} <a href="{}">{}</a>', said, url, link))


def _others_wrote(request: HttpRequest, page: Page) -> bool:
    """Say whether anybody else kept a version after the one that this editor began with."""
    loaded = request.POST.get("loaded_revision_id", "")
    newer = page.revisions.filter(pk__gt=int(loaded)) if loaded.isdecimal() else None
    return newer is not None and newer.exclude(user=request.user).exists()


@hooks.register("before_delete_page")  # type: ignore[untyped-decorator]
def withdraw(request: HttpRequest, page: Page) -> None:
    if request.method == "POST" and isinstance(request.user, User):
        services.withdraw(pages=[page], by=request.user)


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator]
def withdraw_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: object
) -> None:
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type == "delete" and pages and isinstance(request.user, User):
        services.withdraw(pages=pages, by=request.user)
