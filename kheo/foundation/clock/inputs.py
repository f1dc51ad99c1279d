"""What a date was counted from, kept with it so that it can be counted again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kheo.foundation.clock.errors import SuspensionBackwards


@dataclass(frozen=True, slots=True)
class Extension:
    """More time granted on a ground that the rule names by `code`."""

    code: str
    days: int
    unit: str
    decision: str = ""
    grounds: str = ""

    def to_json(self) -> list[Any]:
        return [self.code, self.days, self.unit, self.decision, self.grounds]


@dataclass(frozen=True, slots=True)
class Suspension:
    """Time that does not count: from `since` until the day before `until`; None is still open."""

    since: date
    until: date | None
    reason: str
    decision: str = ""

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.since:
            raise SuspensionBackwards(
                since=f"{self.since:%d/%m/%Y}", until=f"{self.until:%d/%m/%Y}"
            )

    def to_json(self) -> list[Any]:
        until = self.until.isoformat() if self.until else None
        return [self.since.isoformat(), until, self.reason, self.decision]

    @classmethod
    def from_json(cls, value: list[Any]) -> "Suspension":
        since, until, reason, decision = value
        end = date.fromisoformat(until) if until else None
        return cls(date.fromisoformat(since), end, reason, decision)


@dataclass(frozen=True, slots=True)
class DueInputs:
    """Every argument of `due` but the calendar."""

    rule_code: str
    trigger: date
    remote: bool = False
    extensions: tuple[Extension, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    roll: bool | None = None
    case: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule_code,
            "trigger": self.trigger.isoformat(),
            "remote": self.remote,
            "extensions": [extension.to_json() for extension in self.extensions],
            "suspensions": [suspension.to_json() for suspension in self.suspensions],
            "roll": self.roll,
            "case": self.case,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "DueInputs":
        return cls(
            rule_code=value["rule"],
            trigger=day_or_moment(value["trigger"]),
            remote=value["remote"],
            extensions=tuple(Extension(*row) for row in value["extensions"]),
            suspensions=tuple(Suspension.from_json(row) for row in value["suspensions"]),
            roll=value["roll"],
            case=value["case"],
        )


def day_or_moment(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
