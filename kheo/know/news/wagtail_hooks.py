"""Thin doors from Wagtail's editor: what editors publish or remove is written into the log."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from kheo.know.news import services


@hooks.register("after_publish_page")  # type: ignore[untyped-decorator]
def published(request: HttpRequest, page: Page) -> None:
    _note(request, page, "news.published")


@hooks.register("after_unpublish_page")  # type: ignore[untyped-decorator]
def unpublished(request: HttpRequest, page: Page) -> None:
    _note(request, page, "news.unpublished")


@hooks.register("after_delete_page")  # type: ignore[untyped-decorator]
def deleted(request: HttpRequest, page: Page) -> None:
    _note(request, page, "news.deleted")


def _note(request: HttpRequest, page: Page, action: str) -> None:
    services.note(action=action, page=page, by=request.user.get_username(), now=timezone.now())
