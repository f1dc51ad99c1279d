"""Thin doors from Wagtail's editor: a shorter menu, and the log of what editors do."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from kheo.know.news import services
from kheo.know.news.models import Album, Category, Link
from kheo.know.news.snippets import KeptBesidePages

register_snippet(KeptBesidePages)

# Reports of Wagtail repeat our log; its help leads to pages in English outside.
NOT_FOR_EDITORS = {"reports", "help"}


@hooks.register("after_publish_page")  # type: ignore[untyped-decorator]
def published(request: HttpRequest, page: Page) -> None:
    # What is set for later has not been published; the clock writes that down when it is.
    _note(request, page, "news.published" if page.live else "news.scheduled")


@hooks.register("after_unpublish_page")  # type: ignore[untyped-decorator]
def unpublished(request: HttpRequest, page: Page) -> None:
    _note(request, page, "news.unpublished")


@hooks.register("after_delete_page")  # type: ignore[untyped-decorator]
def deleted(request: HttpRequest, page: Page) -> None:
    _note(request, page, "news.deleted")


@hooks.register("after_create_snippet")  # type: ignore[untyped-decorator]
@hooks.register("after_edit_snippet")  # type: ignore[untyped-decorator]
def kept(request: HttpRequest, instance: Album | Category | Link) -> None:
    _note_kept(request, instance, "news.kept")


# Asked before it is gone: afterwards nothing has a number to be written down.
@hooks.register("before_delete_snippet")  # type: ignore[untyped-decorator]
def removed(request: HttpRequest, instances: list[Album | Category | Link]) -> None:
    if request.method == "POST":
        for instance in instances:
            _note_kept(request, instance, "news.removed")


def _note_kept(request: HttpRequest, kept: Album | Category | Link, action: str) -> None:
    by = request.user.get_username()
    services.note_kept(action=action, kept=kept, by=by, now=timezone.now())


def _note(request: HttpRequest, page: Page, action: str) -> None:
    services.note(action=action, page=page, by=request.user.get_username(), now=timezone.now())


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def shorten_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in NOT_FOR_EDITORS]
