"""The limits to measure against: Django with nothing, and Django with one committed INSERT."""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from kheo.config import database


def still(request: HttpRequest) -> HttpResponse:
    """Answer with a constant."""
    return HttpResponse("ok")


def insert(request: HttpRequest) -> HttpResponse:
    """Commit one row, on a pooled connection as Khéo's own are."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row (words) VALUES ('một dòng')")
    return HttpResponse("ok")


urlpatterns = [path("still/", still), path("insert/", insert)]
settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="bench-only",
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=[],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "CONN_MAX_AGE": 0,
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}},
            **database.configured(Path(os.environ["KHEO_VAR"]) / "postgres"),
        }
    },
)
django.setup()
application = get_wsgi_application()
