"""How far a target is: plain values for pages and reports, said in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kheo.insight.targets.models import Target

_HUNDRED = Decimal(100)


class Status(StrEnum):
    """What can be said of a target on a day."""

    REACHED = "reached"
    WITHIN = "within"
    UNDERWAY = "underway"
    OVER = "over"
    MISSED = "missed"
    UNKNOWN = "unknown"
    HIDDEN = "hidden"

    @property
    def label(self) -> Promise:
        return LABELS[self]

    @property
    def tone(self) -> str:
        return TONES[self]


LABELS: dict[Status, Promise] = {
    Status.REACHED: _("Đạt"),
    Status.WITHIN: _("Đến nay trong mức"),
    Status.UNDERWAY: _("Chưa đạt, kỳ chưa hết"),
    Status.OVER: _("Vượt mức cho phép"),
    Status.MISSED: _("Không đạt"),
    Status.UNKNOWN: _("Chưa có số liệu"),
    Status.HIDDEN: _("Nhóm quá nhỏ, không nêu"),
}
TONES: Mapping[Status, str] = {
    Status.REACHED: "done",
    Status.WITHIN: "open",
    Status.UNDERWAY: "open",
    Status.OVER: "late",
    Status.MISSED: "late",
    Status.UNKNOWN: "",
    Status.HIDDEN: "",
}


@dataclass(frozen=True)
class Standing:
    """A target with what was reached; `is_hidden` where a small group may not be told."""

    target: Target
    reached: Decimal | None
    today: date
    url: str = ""
    is_hidden: bool = False
    is_estimate: bool = False

    @property
    def status(self) -> Status:
        if self.is_hidden:
            return Status.HIDDEN
        if self.reached is None:
            return Status.UNKNOWN
        is_met, is_over = self.target.is_met_by(self.reached), self.target.is_over(self.today)
        if self.target.is_ceiling:
            return Status.OVER if not is_met else Status.REACHED if is_over else Status.WITHIN
        return Status.REACHED if is_met else Status.MISSED if is_over else Status.UNDERWAY

    @property
    def share(self) -> Decimal | None:
        """How much of the plan is reached, in percent."""
        if self.reached is None or not self.target.planned:
            return None
        return (self.reached / self.target.planned * _HUNDRED).quantize(Decimal("0.1"))

    @property
    def missing(self) -> Decimal | None:
        """How much is still to go, or how much is too much; None where nothing is."""
        if self.reached is None or self.target.is_met_by(self.reached):
            return None
        return abs(self.target.planned - self.reached)
