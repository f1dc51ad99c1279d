"""The legal rules as data: what one rule says, and which version of it is in force on a day."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from kheo.foundation.clock.errors import NoRuleInForce
from kheo.foundation.clock.reading import Fields

RULE_FILE = "deadlines.yaml"
LOCAL_FILE = "local.yaml"
PERIODS = ("week", "month", "quarter", "year")
STARTS = ("next_day", "same_day")
WINDOW_EDGE = re.compile(r"(prev-)?(\d\d)-(\d\d)")
# What Khéo added below the prose of the source; every other field is the source's own.
MACHINE_FIELDS = frozenset(
    {
        "trigger_vi",
        "on_whom",
        "remote_length",
        "extensions",
        "cases",
        "suspension_grounds",
        "warn_at",
        "safe_length",
        "version_of",
        "basis_vi",
        "basis_en",
        "roll",
        "start",
    }
)
SOURCE_FIELDS = frozenset(
    {
        "code",
        "name_vi",
        "name_en",
        "trigger",
        "kind",
        "length",
        "unit",
        "period",
        "window",
        "extension",
        "remote",
        "variants",
        "source",
        "evidence",
        "url",
        "confidence",
        "effective_from",
        "effective_to",
        "notes",
    }
)


@dataclass(frozen=True, slots=True)
class ExtensionLimit:
    """How far one ground may extend a rule; `add` None means allowed, length not known."""

    code: str
    grounds_vi: str
    grounds_en: str
    unit: str
    add: int | None
    times: int
    up_to: int | None
    remote_up_to: int | None
    needs_decision: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A named case with a length of its own; a suspension ground has none."""

    code: str
    words_vi: str
    words_en: str
    length: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a reporting window: a month and day, maybe of the year before."""

    month: int
    day: int
    year_before: bool

    def within(self, year: int) -> date:
        return date(year - self.year_before, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Words:
    """What an explanation quotes from a rule, so that a stored date explains itself alone."""

    trigger_vi: str
    trigger_en: str
    basis_vi: str
    basis_en: str

    def trigger(self, language: str) -> str:
        return self.trigger_vi if language == "vi" else self.trigger_en

    def basis(self, language: str) -> str:
        return self.basis_vi if language == "vi" else self.basis_en


@dataclass(frozen=True)
class Rule:
    """One rule in one version, with the settings of the deployment already applied."""

    code: str
    family: str
    name_vi: str
    name_en: str
    trigger: str
    trigger_vi: str
    kind: str
    length: int | None
    unit: str | None
    period: str | None
    window: tuple[Edge, Edge] | None
    extension: str | None
    remote: str | None
    variants: tuple[tuple[str, int], ...]
    source: str
    basis_vi: str
    basis_en: str
    evidence: str
    url: str | None
    confidence: str
    effective_from: date | None
    effective_to: date | None
    notes: str
    on_whom: str
    start: str
    roll: bool
    remote_length: int | None
    safe_length: int | None
    warn_at: int | None
    warn_percent: int | None
    cases: tuple[Case, ...]
    extensions: tuple[ExtensionLimit, ...]
    suspension_grounds: tuple[Case, ...]

    def name(self, language: str = "vi") -> str:
        return self.name_vi if language == "vi" else self.name_en

    def in_force(self, on: date) -> bool:
        begun = self.effective_from is None or self.effective_from <= on
        return begun and (self.effective_to is None or on <= self.effective_to)

    @cached_property
    def words(self) -> Words:
        return Words(self.trigger_vi, self.trigger, self.basis_vi, self.basis_en)

    @cached_property
    def version(self) -> str:
        """The day the rule came into force and a fingerprint of all it says."""
        said = hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:8]
        return f"{self.effective_from or 'undated'}+{said}"


@dataclass(frozen=True)
class RuleBook:
    """All rules of a law directory."""

    rules: tuple[Rule, ...]

    @classmethod
    def load(cls, law_dir: Path) -> "RuleBook":
        """Read deadlines.yaml under local.yaml; a broken file raises BrokenRuleFile."""
        local_file = Path(law_dir) / LOCAL_FILE
        local = Fields.read(local_file)
        top = Fields.read(Path(law_dir) / RULE_FILE)
        overrides = local.inner("rules")
        lists = _allowed(top.inner("meta"))
        rules = tuple(
            _rule(row, _override(overrides, row.text("code")), local, lists)
            for row in top.rows("rules")
        )
        if not rules:
            top.refuse("rules", "missing")
        codes = {rule.code for rule in rules}
        for code in overrides.value:
            if code not in codes:
                local.refuse(f"rules.{code}", "no_such_rule", code=code)
        _refuse_overlaps(rules, top.file)
        return cls(rules)

    def get(self, code: str, on: date) -> Rule:
        """Return the version of a rule in force on the trigger day; raise NoRuleInForce."""
        for rule in self._by_code.get(code, ()):
            if rule.in_force(on):
                return rule
        raise NoRuleInForce(code=code, on=on)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[Rule, ...]]:
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules:
            # An older rule answers to its own code and to that of its successor.
            for code in {rule.code, rule.family}:
                found[code] = (*found.get(code, ()), rule)
        return found


def _override(overrides: Fields, code: str) -> Mapping[str, Any]:
    return overrides.inner(code).value if code in overrides.value else {}


def _allowed(meta: Fields) -> dict[str, tuple[str, ...]]:
    return {
        "kind": tuple(meta.inner("kind_values").value),
        "evidence": tuple(meta.inner("evidence_values").value),
        "unit": tuple(meta.items("unit_values")),
        "confidence": tuple(meta.items("confidence_values")),
    }


def _rule(
    row: Fields, override: Mapping[str, Any], local: Fields, lists: Mapping[str, tuple[str, ...]]
) -> Rule:
    code = row.text("code")
    file = f"{row.file} + {LOCAL_FILE}" if override else row.file
    said = Fields({**row.value, **override}, file=file, rule=code)
    said.only(SOURCE_FIELDS | MACHINE_FIELDS)
    kind = said.choice("kind", lists["kind"])
    on_whom = said.choice("on_whom", ("citizen", "body")) if "on_whom" in said.value else "body"
    confidence = said.choice("confidence", lists["confidence"])
    roll = said.optional_flag("roll")
    rule = Rule(
        code=code,
        family=said.optional_text("version_of") or code,
        name_vi=said.text("name_vi"),
        name_en=said.text("name_en"),
        trigger=said.text("trigger"),
        trigger_vi=said.text("trigger_vi"),
        kind=kind,
        length=said.optional_whole("length"),
        unit=said.choice("unit", lists["unit"]) if said.raw("unit") is not None else None,
        period=said.choice("period", PERIODS) if "period" in said.value else None,
        window=_window(said),
        extension=said.optional_text("extension"),
        remote=said.optional_text("remote"),
        variants=_variants(said),
        source=said.text("source"),
        basis_vi=said.optional_text("basis_vi") or said.text("source"),
        basis_en=said.optional_text("basis_en") or said.text("source"),
        evidence=said.choice("evidence", lists["evidence"]),
        url=said.optional_text("url"),
        confidence=confidence,
        effective_from=said.optional_day("effective_from"),
        effective_to=said.optional_day("effective_to"),
        notes=said.optional_text("notes") or "",
        on_whom=on_whom,
        start=said.choice("start", STARTS)
        if "start" in said.value
        else local.choice("start", STARTS),
        roll=local.inner("roll").inner(kind).flag(on_whom) if roll is None else roll,
        remote_length=said.optional_whole("remote_length"),
        safe_length=said.optional_whole("safe_length"),
        warn_at=said.optional_whole("warn_at"),
        warn_percent=_warn_percent(local, kind, confidence),
        cases=tuple(_case(r, length=r.whole("length")) for r in said.rows("cases")),
        extensions=tuple(_extension(r, lists["unit"]) for r in said.rows("extensions")),
        suspension_grounds=tuple(
            Case(r.text("code"), r.text("grounds_vi"), r.text("grounds_en"))
            for r in said.rows("suspension_grounds")
        ),
    )
    _refuse_gaps(rule, said)
    return rule


def _warn_percent(local: Fields, kind: str, confidence: str) -> int | None:
    shares = local.inner("warn_percent")
    if kind not in shares.value:
        return None
    return shares.inner(kind).optional_whole(confidence)


def _case(row: Fields, *, length: int) -> Case:
    return Case(row.text("code"), row.text("words_vi"), row.text("words_en"), length)


def _extension(row: Fields, units: tuple[str, ...]) -> ExtensionLimit:
    add, up_to = row.optional_whole("add"), row.optional_whole("up_to")
    return ExtensionLimit(
        code=row.text("code"),
        grounds_vi=row.text("grounds_vi"),
        grounds_en=row.text("grounds_en"),
        unit=row.choice("unit", units),
        add=add,
        times=row.optional_whole("times") or 1,
        up_to=up_to,
        remote_up_to=row.optional_whole("remote_up_to"),
        needs_decision=bool(row.optional_flag("decision")),
    )


def _variants(said: Fields) -> tuple[tuple[str, int], ...]:
    if said.value.get("variants") is None:
        return ()
    inner = said.inner("variants")
    return tuple((name, inner.whole(name)) for name in inner.value)


def _window(said: Fields) -> tuple[Edge, Edge] | None:
    if said.value.get("window") is None:
        return None
    inner = said.inner("window")
    return _edge(inner, "from"), _edge(inner, "to")


def _edge(inner: Fields, field: str) -> Edge:
    text = inner.text(field)
    match = WINDOW_EDGE.fullmatch(text)
    if match is None:
        inner.refuse(field, "bad_window", value=text)
    edge = Edge(int(match[2]), int(match[3]), match[1] is not None)
    try:
        edge.within(2001)
    except ValueError:
        inner.refuse(field, "bad_window", value=text)
    return edge


def _refuse_gaps(rule: Rule, said: Fields) -> None:
    needed = {"cutoff": ("window",), "frequency_min": ("length", "unit", "period")}
    for field in needed.get(rule.kind, ("length", "unit")):
        if getattr(rule, field) is None:
            said.refuse(field, "needed", kind=rule.kind)
    if rule.effective_from and rule.effective_to and rule.effective_to < rule.effective_from:
        said.refuse("effective_to", "backwards")


def _refuse_overlaps(rules: tuple[Rule, ...], file: str) -> None:
    seen: dict[str, list[Rule]] = {}
    for rule in rules:
        for other in seen.setdefault(rule.family, []):
            if _overlap(rule, other):
                fields = Fields({}, file=file, rule=rule.code)
                fields.refuse("code", "overlap", family=rule.family, other=other.code)
        seen[rule.family].append(rule)


def _overlap(one: Rule, other: Rule) -> bool:
    return (one.effective_from or date.min) <= (other.effective_to or date.max) and (
        other.effective_from or date.min
    ) <= (one.effective_to or date.max)
