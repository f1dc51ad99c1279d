"""Builds the demo once, step by step; what is there already is left as it is."""

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from tqdm import tqdm

from kheo.demo import (
    articles,
    asking,
    boards,
    denunciations,
    frozen,
    halls,
    papers,
    people,
    planned,
    readers,
    receptions,
    returned,
    words,
    workplaces,
    year,
)
from kheo.foundation.accounts.models import User
from kheo.foundation.units import queries as units_now
from kheo.foundation.units.models import Unit
from kheo.insight.opendata import definition as datasets
from kheo.insight.opendata import queries as opened
from kheo.insight.opendata import services as opendata
from kheo.insight.reports import services as reports
from kheo.insight.returns import services as returns
from kheo.know.news import services as news
from kheo.know.news.models import NewsIndex
from kheo.know.newsroom import services as newsroom

SEED = 25
CHOSEN = "Ngọc Chiến"


def build(*, now: datetime, address: str, port: int) -> list[people.SignIn]:
    """Load the seeds, the figures and the invented year; return the sign-ins. Units are there."""
    with override(settings.LANGUAGE_CODE):
        province = units_now.province(settings.KHEO_PROVINCE, on=timezone.localdate(now))
        index = news.ensure_site(hostname=address, port=port, title=_("Tin tức"), unit=province)
        if not User.objects.filter(is_demo=True).exists():
            # All or nothing: a demo that was interrupted begins again.
            with transaction.atomic():
                _live(province, index, now)
        if not opened.current():
            for dataset in datasets.every():
                opendata.build(dataset=dataset, now=now)
        return people.sign_ins()


def _live(province: Unit, index: NewsIndex, now: datetime) -> None:
    random = Random(SEED)  # noqa: S311
    told = words.read()
    began = now - timedelta(days=year.DAYS + 5)
    communes = units_now.communes(province, on=timezone.localdate(now))
    chosen = communes.filter(name=CHOSEN).first() or communes[0]
    staff = people.appoint_everyone(
        province=province,
        chosen=chosen,
        words=told,
        random=random,
        now=began,
        since=timezone.localdate(began),
    )
    newsroom.follow(person=staff.editor, now=now)
    news.import_seeds(index=index, by=staff.editor, now=now)
    returns.load_seed_figures(by=staff.reporter, now=now)
    desk = next(desk for desk in staff.desks if desk.unit.pk == chosen.pk)
    with tqdm(total=year.MATTERS, desc="Một năm phản ánh dựng thử", unit="", disable=None) as bar:
        year.live(staff, told, chosen=desk, now=now, random=random, progress=bar.update)
    receptions.live(staff, told, chosen=desk, now=now, random=random)
    denunciations.live(staff, chosen=desk, now=now, random=random)
    _know(staff, told, desk, index, now, random)
    _report(staff, told, desk, now)


def _know(
    staff: people.Staff,
    told: words.Words,
    desk: people.Desk,
    index: NewsIndex,
    now: datetime,
    random: Random,
) -> None:
    """Let people know: news and what readers say, documents, what is public, what is brought."""
    own = articles.live(staff, chosen=desk, index=index, now=now, random=random)
    readers.live(staff, articles=own, now=now, random=random)
    known = papers.live(staff, chosen=desk, now=now, random=random)
    boards.live(staff, told, chosen=desk, documents=known, now=now, random=random)
    asking.about_own_data(desk, now=now, random=random)
    halls.live(staff, told, chosen=desk, documents=known, now=now, random=random)
    workplaces.live(halls.places(staff, desk), now=now)


def _report(staff: people.Staff, told: words.Words, desk: people.Desk, now: datetime) -> None:
    """Send returns, promise numbers, freeze reports; then one number changes."""
    period = returned.live(staff, told, chosen=desk, now=now)
    planned.live(staff, now=now)
    frozen.live(staff, period, now=now)
    returned.reopen_one(staff, period, now=now)


def build_report(path: Path) -> None:
    """Write the Sơn La report beside the data, as `kheo report` does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    reports.write_word(
        province=settings.KHEO_PROVINCE,
        since=date(2013, 6, 1),
        until=date(2023, 12, 1),
        path=path,
    )
