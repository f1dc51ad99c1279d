"""What the data package and law/units.yaml say about territories, as plain records.

The package knows two days: the old units as they ended and the new ones as they began. The file
corrects it and adds what changed later; each change makes new records and passages to them.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import vietnamadminunits
import yaml
from django.conf import settings

from kheo.foundation.units import shares
from kheo.foundation.vietnamese import text

PACKAGE_DATA = Path(vietnamadminunits.__file__).parent / "data"

Key = tuple[str, str, date | None]
Row = dict[str, Any]


class SourceRefused(Exception):
    """The data package contradicts the official codes; nothing is loaded."""


@dataclass(frozen=True)
class Record:
    """A unit over its days; `key` (level, code, first day) is the same in every load."""

    key: Key
    kind: str
    name: str
    parent: Key | None
    valid_to: date | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Passage:
    """A part of one unit that went to another."""

    predecessor: Key
    successor: Key
    on: date
    share: Decimal
    is_estimate: bool
    legal_basis: str


@dataclass
class Territories:
    """All records, parents before children, and what became of them."""

    records: dict[Key, Record] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)

    def add(self, record: Record) -> None:
        self.records.setdefault(record.key, record)

    def end(self, key: Key, last_day: date) -> None:
        self.records[key] = replace(self.records[key], valid_to=last_day)

    def pass_on(self, old: Key, new: Key, on: date, basis: str) -> None:
        self.passages.append(Passage(old, new, on, Decimal(1), False, basis))


@cache
def law() -> Row:
    """Read what corrects and continues the package."""
    with (settings.LAW_DIR / "units.yaml").open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file))


@cache
def old_rows(folder: Path = PACKAGE_DATA) -> list[Row]:
    """One row per old commune, and one per island district that had none."""
    return _rows(folder, "admin_units_legacy")


@cache
def new_rows(folder: Path = PACKAGE_DATA) -> list[Row]:
    """One row per commune of the reform."""
    return _rows(folder, "admin_units")


def _rows(folder: Path, table: str) -> list[Row]:
    with closing(sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)) as base:
        base.row_factory = sqlite3.Row
        return [dict(row) for row in base.execute(f'SELECT * FROM "{table}"')]  # noqa: S608


@cache
def conversions(folder: Path = PACKAGE_DATA) -> Row:
    """The package's table from old to new."""
    with (folder / "converter_2025.json").open(encoding="utf-8") as file:
        return dict(json.load(file))


def read() -> Territories:
    """Collect every territory of the country and its succession."""
    found = Territories()
    for row in old_rows():
        _add_old(found, row)
    for row in new_rows():
        _add_new(found, row)
    check_codes(found)
    _pass_provinces(found)
    _pass_districts(found)
    _pass_communes(found)
    for change in law().get("changes", []):
        _change(found, change)
    return found


# --- The units of both days -------------------------------------------------------------------


def split_kind(full_name: str) -> tuple[str, str]:
    """Part `Thị Trấn  Ái Tử` into (`thị trấn`, `Ái Tử`), whatever its capitals."""
    clean = " ".join(text.clean(full_name).split())
    for kind in _kinds():
        if clean.lower().startswith(f"{kind} "):
            return kind, clean[len(kind) + 1 :]
    raise SourceRefused(f"{full_name}: không rõ loại đơn vị.")


@cache
def _kinds() -> list[str]:
    """The kinds that occur in the data, longest first."""
    named = {row[column] for row in old_rows() for column in ("districtType", "wardType")}
    named |= {row["wardType"] for row in new_rows()}
    named |= {row["province"].removesuffix(f" {row['provinceShort']}") for row in new_rows()}
    kinds = {text.nfc(kind).lower() for kind in named if kind}
    return sorted(kinds, key=lambda kind: (-len(kind), kind))


def _province_key(row: Row, *, is_old: bool) -> Key:
    """A province that the reform left alone stays the same unit."""
    goes_on = row["provinceKey"] in _untouched_provinces()
    return ("province", row["provinceCode"], None if is_old or goes_on else _first_day())


@cache
def _untouched_provinces() -> frozenset[str]:
    return frozenset(new for new, parts in conversions()["DICT_PROVINCE"].items() if parts == [new])


def _first_day() -> date:
    day: date = law()["reform"]["first_day"]
    return day


def _add_old(found: Territories, row: Row) -> None:
    last_day = law()["reform"]["last_day"]
    province = _province_key(row, is_old=True)
    goes_on = row["provinceKey"] in _untouched_provinces()
    kind, name = split_kind(row["province"])
    ends = None if goes_on else last_day
    place = row["provinceLat"], row["provinceLon"]
    found.add(Record(province, kind, name, None, ends, *place))
    district = ("district", row["districtCode"], None)
    kind, name = split_kind(row["district"])
    place = row["districtLat"], row["districtLon"]
    found.add(Record(district, kind, name, province, last_day, *place))
    if row["wardCode"]:
        kind, name = split_kind(row["ward"])
        place = row["wardLat"], row["wardLon"]
        key = ("commune", row["wardCode"], None)
        found.add(Record(key, kind, name, district, last_day, *place))


def _add_new(found: Territories, row: Row) -> None:
    province = _province_key(row, is_old=False)
    kind, name = split_kind(row["province"])
    place = row["provinceLat"], row["provinceLon"]
    found.add(Record(province, kind, name, None, None, *place))
    kind, name = split_kind(row["ward"])
    place = law()["coordinates"].get(row["wardCode"], (row["wardLat"], row["wardLon"]))
    found.add(Record(_new_commune(row), kind, name, province, None, *place))


def _new_commune(row: Row) -> Key:
    return ("commune", row["wardCode"], _first_day())


def check_codes(found: Territories) -> None:
    """Refuse a package whose provinces have other codes than the official list."""
    official = law()["official_provinces"]
    current = {
        record.key[1]: record.name
        for record in found.records.values()
        if record.key[0] == "province" and record.valid_to is None
    }
    if current != official:
        wrong = ", ".join(sorted({*current.items()} ^ {*official.items()})[0])
        raise SourceRefused(f"Mã tỉnh trong gói dữ liệu khác danh mục chính thức: {wrong}.")


# --- What became of them ----------------------------------------------------------------------


def _pass_provinces(found: Territories) -> None:
    old = {row["provinceKey"]: _province_key(row, is_old=True) for row in old_rows()}
    new = {row["provinceKey"]: _province_key(row, is_old=False) for row in new_rows()}
    basis = law()["reform"]["basis"]
    for successor, parts in conversions()["DICT_PROVINCE"].items():
        if successor not in _untouched_provinces():
            for part in parts:
                found.pass_on(old[part], new[successor], _first_day(), basis)


def _pass_districts(found: Territories) -> None:
    """A district has no heir of its level: what is known of it whole goes to the province."""
    basis = law()["reform"]["basis"]
    province = {
        part: _province_key(row, is_old=False)
        for row in new_rows()
        for part in conversions()["DICT_PROVINCE"][row["provinceKey"]]
    }
    for row in {row["districtCode"]: row for row in old_rows() if row["wardCode"]}.values():
        district: Key = ("district", row["districtCode"], None)
        found.pass_on(district, province[row["provinceKey"]], _first_day(), basis)


def _pass_communes(found: Territories) -> None:
    basis = law()["reform"]["basis"]
    for old, parts in _commune_passages():
        predecessor: Key = ("commune", old["wardCode"], None)
        if not old["wardCode"]:
            predecessor = ("district", old["districtCode"], None)
        split = shares.estimate(old["wardBounds"], [_place(row) for row in parts])
        for row, share in zip(parts, split, strict=True):
            found.passages.append(
                Passage(predecessor, _new_commune(row), _first_day(), share, len(parts) > 1, basis)
            )


def _place(row: Row) -> shares.Place:
    latitude, longitude = law()["coordinates"].get(
        row["wardCode"], (row["wardLat"], row["wardLon"])
    )
    return shares.Place(latitude, longitude, row["wardAreaKm2"] or 0)


def _commune_passages() -> Iterator[tuple[Row, list[Row]]]:
    """Name for each old commune all that it became part of."""
    old = {f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey'] or ''}": r for r in old_rows()}
    new = {(row["provinceKey"], row["wardKey"]): row for row in new_rows()}
    by_code = {row["wardCode"]: row for row in new_rows()}
    for province, communes in conversions()["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, parts in communes.items():
            for part in parts:
                yield old[part], [new[province, commune]]
    for province, divided in conversions()["DICT_PROVINCE_WARD_DIVIDED"].items():
        for part, targets in divided.items():
            listed = [new[province, target["newWardKey"]] for target in targets]
            true = law()["namesakes"].get(old[part]["wardCode"])
            yield old[part], [by_code[code] for code in true] if true else listed


def _change(found: Territories, change: Row) -> None:
    """Let a province of another kind, with all its communes, follow the old one."""
    since: date = change["since"]
    old = _current(found, "province", change["province"])
    new = _follow(found, old, since, change["kind"], None, change["basis"])
    wards = change.get("communes", {})
    for record in [*found.records.values()]:
        if record.parent == old.key and record.valid_to is None:
            becomes = record.key[1] in wards
            kind = change["commune_kind"] if becomes else record.kind
            basis = change["commune_basis"] if becomes else change["basis"]
            _follow(found, record, since, kind, new.key, basis)


def _current(found: Territories, level: str, code: str) -> Record:
    return next(
        record
        for record in found.records.values()
        if record.key[:2] == (level, code) and record.valid_to is None
    )


def _follow(
    found: Territories, old: Record, since: date, kind: str, parent: Key | None, basis: str
) -> Record:
    new = replace(old, key=(*old.key[:2], since), kind=kind, parent=parent)
    found.end(old.key, since - timedelta(days=1))
    found.add(new)
    found.pass_on(old.key, new.key, since, basis)
    return new
