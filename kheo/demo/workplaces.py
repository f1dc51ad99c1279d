"""Invented workplaces with their regulations and yearly conferences; one of them is late."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from kheo.demo.halls import Hall
from kheo.demo.words import told
from kheo.foundation.moments import start_of
from kheo.know.workplaces import services
from kheo.know.workplaces.models import Workplace


def live(halls: dict[str, Hall], *, now: datetime) -> None:
    """Follow them since last year, open what is owed for it, and hold what was held."""
    stories = told("halls")["workplaces"]
    followed = [(_followed(one, halls, now), one) for one in stories]
    begin = start_of(timezone.localdate(now).replace(month=1, day=1)) + timedelta(days=1, hours=9)
    services.open_due(now=min(begin, now))
    for workplace, said in followed:
        _regulated(workplace, said, halls, now)
        if "held" in said:
            _held(workplace, said, halls, now)


def _followed(said: dict[str, Any], halls: dict[str, Hall], now: datetime) -> Workplace:
    hall = halls[said["of"]]
    since = date(timezone.localdate(now).year - 1, 7, 1)
    if "name" not in said:
        return services.follow(
            body=hall.body, by=hall.by, now=now, since=since, staff=said["staff"], is_demo=True
        )
    return services.found(
        unit=hall.unit,
        body_kind=said["kind"],
        name=said["name"],
        head_title=said["head"],
        by=hall.by,
        now=now,
        since=since,
        staff=said["staff"],
        is_demo=True,
    )


def _regulated(
    workplace: Workplace, said: dict[str, Any], halls: dict[str, Hall], now: datetime
) -> None:
    today, by = timezone.localdate(now), halls[said["of"]].by
    for regulation, (years, printed) in said["adopted"].items():
        services.adopt(
            workplace=workplace,
            regulation=regulation,
            adopted_on=today - timedelta(days=365 * years + 40),
            paper=services.Paper(printed=printed),
            by=by,
            now=now,
        )
    for regulation in said["reviewed"]:
        services.review(
            workplace=workplace,
            regulation=regulation,
            on=today - timedelta(days=70),
            by=by,
            now=now,
        )


def _held(
    workplace: Workplace, said: dict[str, Any], halls: dict[str, Hall], now: datetime
) -> None:
    today = timezone.localdate(now)
    summoned, present = said["held"]
    services.hold(
        workplace=workplace,
        held=services.Held(
            year=today.year - 1,
            held_on=min(date(today.year, 1, 16), today),
            summoned=summoned,
            present=present,
            paper=services.Paper(printed=said["resolution"]),
        ),
        by=halls[said["of"]].by,
        now=now,
    )
