"""Finds who is to answer, and says why in words that the sender reads."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Body, Unit
from kheo.foundation.vietnamese import numbers


class RoutingError(Exception):
    """A place to which nothing can be sent; `str()` says why to the sender."""


class PlaceUnknown(RoutingError):
    """Neither a position nor a unit was given, so nobody can be asked to answer."""

    def __str__(self) -> str:
        return _("Xin cho biết việc xảy ra ở xã, phường nào.")


class NobodyThere(RoutingError):
    """No body of the place is known that could be asked to answer."""

    def __str__(self) -> str:
        return _("Nơi này chưa có cơ quan nhận việc trên trang. Xin chọn xã, phường khác gần đó.")


class NotOurTerritory(RoutingError):
    """The place lies in another province, which has its own door."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(unit)
        self.unit = unit

    def __str__(self) -> str:
        return _(
            "Chỗ này thuộc %(unit)s, ngoài địa bàn của trang này. Xin chọn xã, phường trong tỉnh."
        ) % {"unit": self.unit.full_name}


@dataclass(frozen=True)
class Route:
    """Where a petition goes, and why."""

    unit: Unit
    body: Body
    reason: str


def find(*, unit: Unit | None, latitude: float | None, longitude: float | None, on: date) -> Route:
    """Route by the chosen unit, else by position; raise a RoutingError."""
    if unit is None:
        unit, reason = _by_position(latitude, longitude, on)
    else:
        reason = _chosen(unit)
    if not is_ours(unit, on=on):
        raise NotOurTerritory(unit)
    return Route(unit=unit, body=body_of(unit), reason=reason)


def body_of(unit: Unit) -> Body:
    """Find the body that answers in a unit; raise NobodyThere."""
    try:
        return units.responsible_body(unit)
    except units.NobodyResponsible as nobody:
        raise NobodyThere from nobody


def is_ours(unit: Unit, *, on: date) -> bool:
    """Say whether the unit lies in the province that this deployment serves."""
    province = unit
    # What the lookups return knows the units above it, so that nothing need be asked here.
    while province.parent is not None:
        province = province.parent
    is_there = (province.valid_from or on) <= on <= (province.valid_to or on)
    return is_there and province.code == settings.KHEO_PROVINCE


def _by_position(latitude: float | None, longitude: float | None, on: date) -> tuple[Unit, str]:
    if latitude is None or longitude is None:
        raise PlaceUnknown
    nearest = units.nearest_commune(latitude, longitude, on=on)
    if nearest is None:
        raise PlaceUnknown
    # Kept with the record, so in the language of the records, whoever reads the page in which.
    with override(settings.LANGUAGE_CODE):
        return nearest.unit, _(
            "vì vị trí bạn gửi gần trung tâm %(unit)s nhất (khoảng %(km)s km)"
        ) % {"unit": nearest.unit.full_name, "km": numbers.write(Decimal(f"{nearest.km:.1f}"))}


def _chosen(unit: Unit) -> str:
    with override(settings.LANGUAGE_CODE):
        return _("vì bạn chọn %(unit)s") % {"unit": unit.full_name}
