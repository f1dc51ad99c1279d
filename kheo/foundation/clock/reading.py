"""Reading the files of `law/` strictly: a broken value is refused by file, rule and field."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, Self

import yaml

from kheo.foundation.clock.errors import BrokenRuleFile

# How sure we are that the law says so; what is low is told to officers.
CONFIDENCE = ("high", "medium", "low")


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds; raise BrokenRuleFile when it cannot be read."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problem = "missing_file"
    except (OSError, UnicodeDecodeError):
        problem = "unreadable"
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else "?"
        raise BrokenRuleFile.of(path.name, "—", "—", "not_yaml", line=line) from error
    raise BrokenRuleFile.of(path.name, "—", "—", problem)


class Fields:
    """One mapping of a file, whose values are asked for by type."""

    @classmethod
    def read(cls, path: Path, rule: str = "—") -> Self:
        """Read a file that is one mapping; raise BrokenRuleFile when it is none."""
        return cls(read_yaml(path), file=path.name, rule=rule)

    def __init__(self, value: Any, *, file: str, rule: str, within: str = "") -> None:
        self.file, self.rule, self.within = file, rule, within
        if not isinstance(value, Mapping):
            raise BrokenRuleFile.of(file, rule, within or "—", "not_mapping")
        self.value: Mapping[str, Any] = value

    def refuse(self, field: str, problem: str, **facts: object) -> NoReturn:
        raise BrokenRuleFile.of(self.file, self.rule, self._path(field), problem, **facts)

    def _path(self, field: str) -> str:
        return f"{self.within}.{field}" if self.within else field

    def only(self, known: Collection[str]) -> None:
        for name in self.value:
            if name not in known:
                self.refuse(str(name), "unknown_field")

    def raw(self, field: str) -> Any:
        if field not in self.value:
            self.refuse(field, "missing")
        return self.value[field]

    def text(self, field: str) -> str:
        value = self.raw(field)
        if not isinstance(value, str) or not value.strip():
            self.refuse(field, "not_text")
        return value

    def optional_text(self, field: str) -> str | None:
        return None if self.value.get(field) in (None, "") else self.text(field)

    def choice(self, field: str, allowed: Collection[str]) -> str:
        value = self.raw(field)
        if value not in allowed:
            self.refuse(field, "not_among", value=value, allowed=", ".join(allowed))
        return str(value)

    def confidence(self) -> str:
        """Return how sure we are of what the mapping says."""
        return self.choice("confidence", CONFIDENCE)

    def choices(self, field: str, allowed: Collection[str]) -> tuple[str, ...]:
        values = self.items(field)
        for value in values:
            if value not in allowed:
                self.refuse(field, "not_among", value=value, allowed=", ".join(allowed))
        return tuple(values)

    def whole(self, field: str, *, at_least: int = 1) -> int:
        value = self.raw(field)
        if not isinstance(value, int) or isinstance(value, bool) or value < at_least:
            self.refuse(field, "not_whole", least=at_least)
        return value

    def optional_whole(self, field: str) -> int | None:
        return None if self.value.get(field) is None else self.whole(field)

    def wholes(self, field: str) -> tuple[int, ...]:
        values = self.items(field)
        return tuple(
            Fields({field: v}, file=self.file, rule=self.rule).whole(field) for v in values
        )

    def flag(self, field: str) -> bool:
        value = self.raw(field)
        if not isinstance(value, bool):
            self.refuse(field, "not_flag")
        return value

    def optional_flag(self, field: str) -> bool | None:
        return None if self.value.get(field) is None else self.flag(field)

    def day(self, field: str) -> date:
        value = self.raw(field)
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except (TypeError, ValueError):
            self.refuse(field, "not_day", value=value)

    def optional_day(self, field: str) -> date | None:
        return None if self.value.get(field) is None else self.day(field)

    def items(self, field: str) -> list[Any]:
        value = self.raw(field)
        if not isinstance(value, list):
            self.refuse(field, "not_list")
        return value

    def inner(self, field: str) -> "Fields":
        return Fields(self.raw(field), file=self.file, rule=self.rule, within=self._path(field))

    def rows(self, field: str) -> list["Fields"]:
        if self.value.get(field) is None:
            return []
        return [
            Fields(row, file=self.file, rule=self.rule, within=self._path(field))
            for row in self.items(field)
        ]
