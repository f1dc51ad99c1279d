"""Pages of the newsroom beside the editor: fetch, check, call one service, show."""

from django.http import HttpRequest, HttpResponse


def calendar(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def feed(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse()


def ways(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def check(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse()
