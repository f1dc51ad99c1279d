"""Measures what has to hold among a million petitions, and prints one table."""

import os
from collections.abc import Iterable
from datetime import datetime
from urllib.request import urlopen

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bench import (
    alike,
    booking,
    data,
    exporting,
    filling,
    joining,
    lists,
    officers,
    servers,
    timing,
)
from kheo.config import database
from kheo.foundation.accounts.models import User
from kheo.foundation.units.models import Body
from kheo.oversee.petitions.models import Petition


def main() -> None:
    """Fill when needed, measure in this process, then over HTTP; whatever was started is ended."""
    now = timezone.now()
    # Two spans: PostgreSQL starts anew, without the memory that filling took.
    for work in (filling.fill, _measure):
        with database.running(settings.DATABASE_DIR):
            try:
                work(now=now)
            finally:
                _leave()


def _leave() -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


def _measure(*, now: datetime) -> None:
    commune, province = officers.clerks(now=now)
    body = Body.objects.select_related("unit").get(pk=data.commune_places()[0][2])
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"\n{Petition.objects.count():,} petitions; other load on the machine: {load}")
    print("milliseconds; × bare: beside a lookup of one code by key, made by turns")
    timing.heading("a page of a list")
    _print(lists.measure(commune, province, body.unit, today=timezone.localdate(now)))
    timing.heading("suggestions")
    _print(alike.measure(commune, province, now=now))
    hits, asked = alike.found(province, now=now)
    print(f"{hits} of {asked} letters about an earlier one have it among the suggestions")
    _over_http(commune, province, body, now)


def _print(timings: Iterable[timing.Timing]) -> None:
    missed = 0
    for one in timings:
        print(one, flush=True)
        missed += one.p95 > one.aim
    print(f"{missed} above the aim")


def _over_http(commune: User, province: User, body: Body, now: datetime) -> None:
    day = booking.post_day(commune, body, now=now)
    unit = body.unit.parent
    assert unit is not None
    _leave()
    home = reverse("home:home")
    with servers.running("kheo", "serve", "--port", "{port}", path=home) as (address, pid):
        for _visit in range(8):
            with urlopen(address + home, timeout=20) as page:
                page.read()
        _print_bookings(booking.press(address, day.pk))
        sent = exporting.export(address, pid, province, unit=unit.code, year=joining.BOOK_YEAR)
    print(
        f"export over HTTP: {sent.lines:,} lines, {sent.megabytes:.0f} MB in {sent.seconds:.0f} s, "
        f"the first after {sent.first_byte * 1000:.0f} ms; no process held more than "
        f"{sent.held:.0f} MB (aim < {exporting.AIM}) or gained more than {sent.gained:.0f} MB"
    )


def _print_bookings(booked: booking.Booked) -> None:
    print(
        f"\nbookings of one day: {booked.per_minute:,.0f} a minute (aim ≥ {booking.AIM:,}); "
        f"{booked.acknowledged} acknowledged, {len(booked.places)} placed, {booked.waiting} wait, "
        f"{booked.failed} failed; exactly {booking.PLACES} places: {booked.is_exact}"
    )
