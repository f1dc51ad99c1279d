"""Two half-years of returns from invented communes: in time, late, given back, empty, reopened."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from kheo.demo import people
from kheo.demo.days import ONE
from kheo.demo.people import Desk, Staff
from kheo.demo.words import Words, told
from kheo.foundation.accounts.models import User
from kheo.foundation.moments import start_of
from kheo.foundation.units.models import Unit
from kheo.insight.returns import periods, services
from kheo.insight.returns.models import Form, Return
from kheo.insight.returns.periods import Period
from kheo.insight.returns.queries import entry

FORM, KIND, SENDER = "dan-chu-dan-van", "half_year", "commune"


@dataclass(frozen=True)
class Season:
    """The returns of one period, who sends them and who decides."""

    period: Period
    chair: User
    senders: Mapping[int, User]
    said: dict[str, Any]
    now: datetime
    random: Random

    def at(self, day: date, hour: int = 9) -> datetime:
        """Give an hour of a day, or of now if that is still to come."""
        moment = start_of(day) + timedelta(hours=hour, minutes=self.random.randint(0, 50))
        return min(moment, self.now - timedelta(minutes=2))

    def of(self, unit: Unit) -> Return | None:
        found = Return.objects.filter(
            form__key=FORM, unit=unit, period_kind=KIND, period_end=self.period.end
        )
        return found.select_related("unit", "version", "form").first()


def live(staff: Staff, words: Words, *, chosen: Desk, now: datetime) -> Period:
    """Lay the form upon the communes and let them send; return the period that ended last."""
    # Numbers of their own, so that the rest of the year stays as it was.
    random = Random(people.RETURNS_SEED)  # noqa: S311
    said = told("returns")
    began = now - timedelta(days=people.YEAR)
    senders = people.appoint_reporters(
        staff, chosen=chosen.unit, words=words, title=said["title"], random=random, now=began
    )
    last = periods.kind(KIND).ended(timezone.localdate(now))
    assert last is not None
    windows = [one for one in (last.before, last) if one.end >= (chosen.unit.valid_from or one.end)]
    opens = start_of(max(windows[0].opens_on, timezone.localdate(began) + ONE))
    services.assign(
        form=Form.objects.get(key=FORM), sender=SENDER, unit=staff.province, period_kind=KIND,
        since=windows[0].end, by=staff.reporter, now=opens,
    )  # fmt: skip
    others = [desk.unit for desk in staff.desks if desk.unit.pk != chosen.unit.pk]
    for period in windows:
        services.open_due(now=start_of(max(period.opens_on, timezone.localdate(began) + ONE)))
        season = Season(period, staff.chair, senders, said, now, random)
        random.shuffle(others)
        ways = said["ways"] if period == last else said["before"]
        for unit, way in zip(others, _ways(ways), strict=False):
            _go(season, unit, way)
        _own(season, chosen.unit, is_last=period == last)
    services.lock_due(now=now - timedelta(minutes=1))
    return last


def reopen_one(staff: Staff, period: Period, *, now: datetime) -> None:
    """Open an approved return by exception, so that what was frozen before shows a difference."""
    said = told("returns")
    done = Return.objects.filter(
        form__key=FORM, period_end=period.end, state__in=(Return.State.APPROVED, "locked")
    )
    ret = done.order_by("-unit__sort_key").first()
    if ret is not None:
        services.reopen(
            ret=ret, reason=said["reopened"], until=timezone.localdate(now) + 14 * ONE,
            by=staff.chair, now=now,
        )  # fmt: skip


def _ways(counts: Mapping[str, int]) -> Iterator[str]:
    for way, count in counts.items():
        yield from [way] * count


# --- One return -------------------------------------------------------------------------------


def _go(season: Season, unit: Unit, way: str) -> None:
    ret = season.of(unit)
    if ret is not None and ret.due_on is not None and ret.grace_until is not None:
        WAYS[way](season, ret)


def _in_time(season: Season, ret: Return, *, is_late: bool = False) -> Return:
    ret = _sent(season, ret, is_late=is_late)
    return services.approve(ret=ret, by=season.chair, now=_after(season, ret, 2))


def _late(season: Season, ret: Return) -> Return:
    return _in_time(season, ret, is_late=True)


def _waiting_late(season: Season, ret: Return) -> Return:
    return _sent(season, ret, is_late=True)


def _given_back(season: Season, ret: Return) -> Return:
    ret = _sent(season, ret)
    return _back(season, ret, "others", _after(season, ret, 3))


def _empty(season: Season, ret: Return) -> Return:
    return services.send(
        ret=ret, by=season.senders[ret.unit_id], now=season.at(_day(ret, 1)), says_empty=True
    )


def _begun(season: Season, ret: Return) -> Return:
    """Begin too late, and be let in again by exception."""
    _fill(season, ret, season.at(_day(ret, 1)), most=12)
    if timezone.localdate(season.now) > _day(ret, 0, grace=True):
        services.reopen(
            ret=ret, reason=season.said["late"],
            until=timezone.localdate(season.now) + 10 * ONE, by=season.chair,
            now=season.now - timedelta(days=1),
        )  # fmt: skip
    return ret


def _own(season: Season, unit: Unit, *, is_last: bool) -> None:
    """Tell the longer story of the commune that visitors look at."""
    ret = season.of(unit)
    if ret is None:
        return
    if not is_last:
        _in_time(season, ret)
        return
    ret = _sent(season, ret)
    ret = _back(season, ret, "ask", _after(season, ret, 1))
    by, again = season.senders[unit.pk], _after(season, ret, 2)
    reached = ret.cells.get(row="luot_nguoi", column="so").value
    services.fill(
        ret=ret, by=by, now=again, revision=ret.revision,
        values={"luot_nguoi.so": f"{reached - 40:.0f}"},
        explanations={"luot_nguoi.so": season.said["explanation"]},
    )  # fmt: skip
    ret = services.send(ret=ret, by=by, now=again + timedelta(minutes=20))
    _back(season, ret, "again", max(season.now - timedelta(days=3), again + timedelta(hours=1)))


WAYS: dict[str, Callable[[Season, Return], object]] = {
    "in_time": _in_time,
    "late": _late,
    "waiting": lambda season, ret: _sent(season, ret),
    "waiting_late": _waiting_late,
    "given_back": _given_back,
    "empty": _empty,
    "begun": _begun,
    "reopened": _in_time,
}


def _sent(season: Season, ret: Return, *, is_late: bool = False) -> Return:
    day = _day(ret, 0, grace=True) if is_late else _day(ret, season.random.randint(0, 2))
    at = season.at(day, 8)
    _fill(season, ret, at)
    by = season.senders[ret.unit_id]
    return services.send(ret=ret, by=by, now=min(at + timedelta(minutes=40), season.now))


def _back(season: Season, ret: Return, key: str, at: datetime) -> Return:
    remarks = season.said["remarks"][key]
    return services.give_back(ret=ret, remarks=remarks, by=season.chair, now=at)


def _day(ret: Return, before: int, *, grace: bool = False) -> date:
    """Give a day before the date, or the last of the grace."""
    day = ret.grace_until if grace else ret.due_on
    assert day is not None
    return day - before * ONE


def _after(season: Season, ret: Return, days: int) -> datetime:
    moment = timezone.localdate(ret.sent_at) + days * ONE
    return max(season.at(moment, 14), (ret.sent_at or season.now) + timedelta(seconds=30))


# --- Numbers ----------------------------------------------------------------------------------


def _fill(season: Season, ret: Return, at: datetime, *, most: int | None = None) -> None:
    """Take what records know, and invent the rest so that the form's own rules hold."""
    by, known = season.senders[ret.unit_id], entry.recorded(ret)
    values = {
        f"{row}.so": str(value)
        for row, value in invented(season.random, ret.unit_id).items()
        if f"{row}.so" not in known
    }
    chosen = dict(list(values.items())[:most])
    services.fill(ret=ret, by=by, now=at, revision=ret.revision, values=chosen)
    ret.refresh_from_db(fields=["revision"])


def invented(random: Random, size: int) -> dict[str, int]:
    """Invent what a commune counts in half a year; parts make their wholes."""
    base = 2 + size % 4
    found = {
        "hoi_nghi_quan_triet": base + random.randint(0, 2),
        "hoi_nghi_trien_khai": base,
        "hoi_nghi_so_ket": 1 + random.randint(0, 1),
        "hoi_nghi_tong_ket": 1,
        "ke_hoach": base + random.randint(0, 3),
        "luot_nguoi": 900 + 110 * base + random.randint(0, 240),
        "tuyen_truyen_vien_xa": base + 1,
        "tuyen_truyen_vien_thon": 14 + 3 * base,
        "doi_thoai_cap_uy": base,
        "doi_thoai_chinh_quyen": base + random.randint(0, 1),
        "gop_y_to_chuc_dang": base,
        "gop_y_dang_vien": random.randint(1, 3),
        "gop_y_co_quan": random.randint(1, 2),
        "gop_y_can_bo": 1,
        "phan_bien": random.randint(0, 2),
        "doi_thoai_mat_tran": random.randint(0, 2),
        "mo_hinh": 5 + 2 * base,
        "mo_hinh_moi": random.randint(0, 3),
        "mo_hinh_tieu_bieu": random.randint(1, 3),
        "cam_ket": 18 + 4 * base,
        "thon": 9 + 2 * base,
        "bi_thu_truong_thon": 6 + base,
        "phan_anh": 0, "tra_loi": 0, "tra_loi_dung_han": 0, "duoc_hoi": 0, "hai_long": 0,
    }  # fmt: skip
    wholes = {
        "hoi_nghi": [name for name in found if name.startswith("hoi_nghi_")],
        "doi_thoai": ["doi_thoai_cap_uy", "doi_thoai_chinh_quyen"],
        "gop_y": [name for name in found if name.startswith("gop_y_")],
    }
    found |= {whole: sum(found[part] for part in parts) for whole, parts in wholes.items()}
    return found | {"van_ban": found["ke_hoach"] + base + 3, "du_thao": found["phan_bien"]}
