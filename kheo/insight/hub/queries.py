"""Reads of the hub: how provinces are tied to it, how fresh each is, what is known of all."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import psycopg
from django.db import connection as here
from django.db.models import QuerySet

from kheo.foundation.vietnamese import sorting
from kheo.insight.hub.models import HubArea, HubFigure, HubIndicator, HubProvince

PUBLICATION = "kheo_figures"
# Parts of PostgreSQL that tell whoever may replicate every change of every table.
DECODERS = ("test_decoding", "wal2json", "decoderbufs")
PROVINCE = "province"


def role_of(hub: str) -> str:
    """Name the role that a hub signs in with at a province."""
    return f"kheo_hub_{hub}"


def subscription_of(province: str) -> str:
    """Name the tie to a province at the hub."""
    return f"kheo_from_{province}"


def is_logical(connection: psycopg.Connection) -> bool:
    """Say whether the server writes what replication needs."""
    found = connection.execute("SHOW wal_level").fetchone()
    return found is not None and found[0] == "logical"


def has(connection: psycopg.Connection, question: str, *given: str) -> bool:
    """Say whether a question has any answer."""
    return connection.execute(question.encode(), given).fetchone() is not None


def is_published() -> bool:
    """Say whether this database tells its figures to any hub."""
    with here.cursor() as cursor:
        cursor.execute("SELECT FROM pg_publication WHERE pubname = %s", [PUBLICATION])
        return cursor.fetchone() is not None


@dataclass(frozen=True)
class Tie:
    """A line between a province and a hub, as PostgreSQL sees it on this side.

    `behind` is how much was written and not yet taken, in bytes; None where only the other knows.
    """

    name: str
    is_incoming: bool
    is_running: bool
    behind: int | None
    heard_at: datetime | None


_OUTGOING = """
SELECT slot_name, active, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint
FROM pg_replication_slots WHERE slot_name LIKE %s AND database = current_database()
ORDER BY slot_name
"""
_INCOMING = """
SELECT one.subname, seen.pid IS NOT NULL, seen.last_msg_receipt_time
FROM pg_subscription AS one
LEFT JOIN pg_stat_subscription AS seen ON seen.subid = one.oid AND seen.relid IS NULL
WHERE one.subname LIKE %s ORDER BY one.subname
"""


def ties(connection: psycopg.Connection) -> list[Tie]:
    """List the lines to hubs, then those from provinces."""
    outgoing = connection.execute(_OUTGOING, [_like(role_of(""))]).fetchall()
    incoming = connection.execute(_INCOMING, [_like(subscription_of(""))]).fetchall()
    return [
        *(Tie(name, False, active, behind, None) for name, active, behind in outgoing),
        *(Tie(name, True, running, None, heard) for name, running, heard in incoming),
    ]


def _like(start: str) -> str:
    return start.replace("_", r"\_") + "%"


def provinces() -> list[HubProvince]:
    """List who tells, by name."""
    return list(HubProvince.objects.order_by("name", "code"))


def indicators_told() -> list[HubIndicator]:
    """List every indicator once, in the words of the first province that tells it."""
    return list(HubIndicator.objects.order_by("code", "province").distinct("code"))


def years(indicator: str) -> list[int]:
    """List the years in which anybody tells an indicator, the latest first."""
    told = HubFigure.objects.filter(indicator=indicator, breakdown="")
    return list(told.order_by("-year").values_list("year", flat=True).distinct())


@dataclass(frozen=True)
class Line:
    """An area and its number; a number that is not told was too small."""

    province: str
    area: str
    name: str
    figure: HubFigure

    @property
    def value(self) -> Decimal | None:
        return self.figure.value


def by_province(indicator: str, year: int) -> list[Line]:
    """Give every province its number of a year, by name; those that tell none are left out."""
    return _lines(_told(indicator, year, HubArea.objects.filter(level=PROVINCE)))


def by_area(indicator: str, year: int, province: str) -> list[Line]:
    """Give the units below a province their numbers of a year, by name."""
    areas = HubArea.objects.filter(province=province).exclude(level=PROVINCE)
    return _lines(_told(indicator, year, areas))


def past_years(indicator: str, province: str) -> list[HubFigure]:
    """Give a province's own numbers of an indicator, the earliest year first."""
    own = HubArea.objects.filter(province=province, level=PROVINCE).values("area")
    told = HubFigure.objects.filter(
        province=province, indicator=indicator, breakdown="", area__in=own
    )
    return list(told.order_by("year", "area"))


def _told(
    indicator: str, year: int, areas: QuerySet[HubArea]
) -> tuple[QuerySet[HubFigure], dict[tuple[str, str], str]]:
    names = {(one.province, one.area): one.name for one in areas}
    told = HubFigure.objects.filter(
        indicator=indicator,
        year=year,
        breakdown="",
        province__in={province for province, _area in names},
        area__in={area for _province, area in names},
    )
    return told, names


def _lines(found: tuple[QuerySet[HubFigure], dict[tuple[str, str], str]]) -> list[Line]:
    told, names = found
    lines = [
        Line(one.province, one.area, names[one.province, one.area], one)
        for one in told
        if (one.province, one.area) in names
    ]
    return sorted(lines, key=lambda line: sorting.sort_key(line.name))
