"""Measures what people know by: news, disclosure, documents, comments, and the editor's pages."""

import os
from datetime import datetime
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bench import acts, articles, counted, data, half, officers, pages, servers, showing
from kheo.config import database
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.units import services as units
from kheo.foundation.units.models import Unit
from kheo.know.comments.models import Comment
from kheo.know.disclosure.models import Act
from kheo.know.news.models import NewsPage

WORKERS = (2, 4)


def main() -> None:
    """Fill when needed, then measure over HTTP; whatever was started is ended."""
    now = timezone.now()
    # Two spans: PostgreSQL starts anew, without the memory that filling took.
    for work in (_fill, _measure):
        with database.running(settings.DATABASE_DIR):
            try:
                work(now=now)
            finally:
                _leave()


def _leave() -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


def _fill(*, now: datetime) -> None:
    """Bring the database to where measuring begins; what is there already stays."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    if not Unit.objects.exists():
        units.load()
    if OfficialDocument.objects.exists():
        return
    # An interrupted filling begins anew: the folder's mark is back when all is there.
    mark = Path(os.environ["KHEO_VAR"]) / "built-from"
    version = mark.read_text()
    mark.write_text("unfinished")
    data.people_and_news(now)
    editor, today, home = officers.editor(now=now), timezone.localdate(now), acts.province()
    articles.open_lists(home)
    articles.fill(editor=editor.pk, now=now)
    acts.comment(articles.busiest(), unit=home)
    acts.disclose(by=editor, today=today)
    acts.register(home=home, by=editor, today=today)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    mark.write_text(version)


def _measure(*, now: datetime) -> None:
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(
        f"\n{NewsPage.objects.count():,} articles, {Act.objects.count():,} publication acts, "
        f"{Comment.objects.count():,} comments, {OfficialDocument.objects.count():,} documents; "
        f"other load on the machine: {load}"
    )
    editor = officers.editor(now=now)
    asked, watched = pages.asked(editor), showing.watched()
    pages.print_matrix(today=timezone.localdate(now))
    counted.print_share(articles.busiest().address)
    _leave()
    home = reverse("home:home")
    for workers in WORKERS:
        serve = ("kheo", "serve", "--port", "{port}", "--workers", str(workers))
        with servers.running(*serve, path=home) as (kheo, pid):
            _warm(kheo + home)
            print(showing.publish(kheo, pid, watched, workers=workers, by=editor), flush=True)
            _leave()
    with (
        servers.running("bench.serve", "{port}", path="/still/") as (bare, _pid),
        servers.running("kheo", "serve", "--port", "{port}", path=home) as (kheo, _kheo_pid),
    ):
        _warm(kheo + home)
        half.print_rates(f"{bare}/still/", kheo)
        pages.print_pages(f"{bare}/still/", kheo, asked)


def _warm(address: str) -> None:
    for _visit in range(8):
        with urlopen(address, timeout=20) as page:
            page.read()
