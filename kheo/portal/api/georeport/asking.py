"""Reads what a GeoReport client asks for: a span of days, states, services, a circle."""

import math
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from kheo.foundation.units.shares import KM_PER_DEGREE
from kheo.oversee.petitions import access, queries
from kheo.oversee.petitions.models import Petition, PetitionQuerySet
from kheo.portal.api.georeport.formats import Refused

SPAN = timedelta(days=90)
MOST = 1000
RADIUS_METRES = 1000.0
WIDEST_METRES = 50_000.0
# What is told is told of a square; whoever asks about less must not learn more.
MARGIN_DEGREES = 0.001
STATES = {"open": Petition.OPEN, "closed": Petition.CLOSED}


@dataclass(frozen=True)
class Circle:
    """A place and how far around it."""

    latitude: float
    longitude: float
    metres: float

    def holds(self, petition: Petition) -> bool:
        """Say whether the public place of a petition lies inside: never the exact one."""
        latitude, longitude = queries.public_position(petition)
        north = (latitude - self.latitude) * KM_PER_DEGREE
        shrunk = math.cos(math.radians(self.latitude))
        east = (longitude - self.longitude) * KM_PER_DEGREE * shrunk
        return math.hypot(north, east) * 1000 <= self.metres

    def around(self, found: PetitionQuerySet) -> PetitionQuerySet:
        """Leave out what is certainly outside."""
        north = self.metres / 1000 / KM_PER_DEGREE + MARGIN_DEGREES
        shrunk = max(math.cos(math.radians(self.latitude)), 0.01)
        east = north / shrunk
        return found.filter(
            latitude__range=(self.latitude - north, self.latitude + north),
            longitude__range=(self.longitude - east, self.longitude + east),
        )


def demand_jurisdiction(given: QueryDict) -> None:
    """Refuse a jurisdiction that is not ours; none at all means ours."""
    asked = given.get("jurisdiction_id", "")
    if asked and asked != settings.KHEO_PROVINCE:
        raise Refused(404, _("Không có địa bàn mang mã này (jurisdiction_id)."))


def requests(request: HttpRequest, *, now: datetime) -> list[Petition]:
    """Find what was asked for, the newest first."""
    given = request.GET
    demand_jurisdiction(given)
    found = Petition.objects.select_related("unit", "duty").exclude(state=Petition.State.SEALED)
    found = found.filter(is_public=True).order_by("-received_at", "-id")
    if codes := _listed(given, "service_request_id"):
        return list(found.filter(code__in=codes[:MOST]))
    since, until = span(given, now=now)
    found = found.filter(received_at__gte=since, received_at__lte=until)
    if services := _listed(given, "service_code"):
        found = found.filter(topic__in=_known(services))
    if states := _listed(given, "status"):
        found = found.filter(state__in=_states(states))
    circle = _circle(given)
    first, size = _page(given)
    if circle is None:
        return list(found[first : first + size])
    return [one for one in circle.around(found)[:MOST] if circle.holds(one)][first : first + size]


def _listed(given: QueryDict, name: str) -> list[str]:
    text = given.get(name, "").replace("\x00", "")
    return [part.strip() for part in text.split(",") if part.strip()]


def _known(services: list[str]) -> list[str]:
    known = {one.key for one in access.fields()}
    if not known.issuperset(services):
        raise Refused(404, _("Không có lĩnh vực mang mã này (service_code)."))
    return services


def _states(asked: list[str]) -> list[str]:
    if not STATES.keys() >= set(asked):
        raise Refused(400, _("status chỉ là open hoặc closed."))
    return [state for name in asked for state in STATES[name]]


def span(
    given: QueryDict, *, now: datetime, longest: timedelta = SPAN
) -> tuple[datetime, datetime]:
    """Read the span that is asked for: 90 days at most, up to now when nothing is said."""
    since, until = _moment(given, "start_date"), _moment(given, "end_date")
    if until is None:
        until = min(since + longest, max(now, since)) if since else now
    if since is None:
        since = until - longest
    if since > until:
        raise Refused(400, _("start_date phải trước end_date."))
    if until - since > longest:
        raise Refused(400, _("Khoảng thời gian dài nhất là 90 ngày."))
    return since, until


def _moment(given: QueryDict, name: str) -> datetime | None:
    # A plus sign that was not escaped comes as a blank.
    text = given.get(name, "").replace(" ", "+")
    if not text:
        return None
    try:
        moment = parse_datetime(text)
        if moment is None and (day := parse_date(text)):
            moment = datetime.combine(day, time())
        if moment is None or not 1970 < moment.year < 9990:
            raise ValueError
        return moment if moment.tzinfo else timezone.make_aware(moment)
    except (ValueError, OverflowError):
        message = _("%(name)s phải viết như 2026-11-22T08:00:00+07:00.") % {"name": name}
        raise Refused(400, message) from None


def _circle(given: QueryDict) -> Circle | None:
    if not {"lat", "long", "radius"} & given.keys():
        return None
    latitude, longitude = number(given, "lat", 90), number(given, "long", 180)
    if latitude is None or longitude is None:
        raise Refused(400, _("Muốn tìm quanh một chỗ thì cần cả lat và long."))
    metres = number(given, "radius", WIDEST_METRES)
    return Circle(latitude, longitude, RADIUS_METRES if metres is None else abs(metres))


def number(given: QueryDict, name: str, most: float) -> float | None:
    """Read a number that is at most so far from zero; raise Refused."""
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not abs(value) <= most:
        raise Refused(400, _("%(name)s không đúng.") % {"name": name})
    return value


def _page(given: QueryDict) -> tuple[int, int]:
    """Read page and page_size, an extension that most servers have."""
    size = min(_whole(given, "page_size", MOST), MOST)
    return (_whole(given, "page", 1) - 1) * size, size


def _whole(given: QueryDict, name: str, default: int) -> int:
    text = given.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:7]) <= 100_000:
        raise Refused(400, _("%(name)s không đúng.") % {"name": name})
    return int(text[:7])
