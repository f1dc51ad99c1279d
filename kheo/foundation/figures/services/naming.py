"""Lets officers name indicators of their own; whoever calls has asked whether they may."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.figures import breakdowns as written
from kheo.foundation.figures import indicators, own
from kheo.foundation.figures.addresses import Address, MalformedAddress
from kheo.foundation.figures.breakdowns import MalformedBreakdown
from kheo.foundation.figures.indicators import CodeTaken, Gathering, Indicator
from kheo.foundation.figures.models import OwnIndicator
from kheo.foundation.log import services as log
from kheo.foundation.vietnamese import text

PREFIX = "own."
_CODE = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_LONGEST = 60
Breakdowns = Mapping[str, Mapping[str, str]]


class BadIndicator(ValueError):
    """The indicator cannot be named so; the message is a sentence for the officer."""


@transaction.atomic
def name_indicator(
    *,
    label: str,
    unit_of_count: str,
    by: User,
    now: datetime,
    code: str = "",
    breakdowns: Breakdowns | None = None,
    gathers: Gathering = Gathering.SUM,
    numerator: str = "",
    denominator: str = "",
    is_public: bool = True,
    counts_people: bool = False,
) -> Indicator:
    """Make an indicator, with a code from its label unless one is given.

    A share names its numerator and denominator as indicator[breakdown], or neither. Raises
    BadIndicator, or CodeTaken when a room or another officer has the code.
    """
    label, unit_of_count = _said(label), _said(unit_of_count)
    code = code or _free_code(label)
    if not _CODE.fullmatch(code) or len(code) > _LONGEST:
        raise BadIndicator(_("Mã chỉ số chỉ gồm chữ thường không dấu, chữ số, “_” và “.”."))
    _check_breakdowns(breakdowns or {})
    _check_share(gathers, numerator, denominator)
    if indicators.several([code]):
        raise CodeTaken(code)
    made = OwnIndicator.objects.create(
        code=code,
        label=label,
        unit_of_count=unit_of_count,
        breakdowns={key: dict(values) for key, values in (breakdowns or {}).items()},
        gathers=gathers,
        numerator=numerator,
        denominator=denominator,
        is_public=is_public,
        counts_people=counts_people,
        named_by=by.username,
        named_at=now,
    )
    log.record(action="indicator.named", on=f"indicator:{code}", by=by.username, at=now)
    return own.indicator(made)


def _said(words: str) -> str:
    said = " ".join(text.clean(words).split())
    if not said:
        raise BadIndicator(_("Xin ghi tên chỉ số và đơn vị tính."))
    return said


def _free_code(label: str) -> str:
    stem = PREFIX + "_".join(re.findall(r"[a-z0-9]+", text.fold(label)))[:40].strip("_")
    taken = set(OwnIndicator.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbered = (f"{stem}_{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbered) if code not in taken)


def _check_breakdowns(given: Breakdowns) -> None:
    try:
        for key, values in given.items():
            for value in values:
                written.write({key: value})
    except MalformedBreakdown as problem:
        raise BadIndicator(
            _("Mã phân tổ “%(word)s” chỉ được gồm chữ thường không dấu, chữ số và “_”.")
            % {"word": problem}
        ) from problem


def _check_share(gathers: Gathering, numerator: str, denominator: str) -> None:
    if not numerator and not denominator:
        return
    if gathers is not Gathering.SHARE or not numerator or not denominator:
        raise BadIndicator(_("Chỉ tỷ lệ mới có tử số và mẫu số, và phải có cả hai."))
    for part in (numerator, denominator):
        try:
            named = Address.parse(f"{part}@all")
            indicators.get(named.indicator).check(named.pairs)
        except (MalformedAddress, ValueError, LookupError) as problem:
            raise BadIndicator(_("Không có chỉ số “%(code)s”.") % {"code": part}) from problem
