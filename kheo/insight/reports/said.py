"""Says numbers and changes in the words of offices: 08, 1.191, 96,4%; tăng 12,5%; không so được."""

from decimal import ROUND_HALF_UP, Decimal

from kheo.foundation.vietnamese import numbers

TENTH = Decimal("0.1")
PRINTED = 2
MISSING = "[chưa có số liệu]"
WITHHELD = "[ít người, không nêu số]"


def official(value: Decimal, *, is_percent: bool = False) -> str:
    """Write a number as offices do: 08, 1.191, 96,4%."""
    exact = value.normalize()
    if is_percent and _decimals(exact) > PRINTED:
        # Reckoned from two counts; what was printed once keeps its two places.
        exact = exact.quantize(TENTH, ROUND_HALF_UP).normalize()
    if is_percent:
        return numbers.write_percent(exact)
    written = numbers.write(exact)
    return f"0{written}" if len(written) == 1 and written != "0" else written


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def change(now: Decimal, before: Decimal | None, base: str, *, is_percent: bool = False) -> str:
    """Compare with an earlier number, named `base`: tăng 12,5% so với kỳ trước."""
    if before is None:
        return f"không so được với {base} vì chưa có số liệu của {base}"
    if now == before:
        return f"bằng {base}"
    word = "tăng" if now > before else "giảm"
    if is_percent:
        return f"{word} {_points(abs(now - before))} so với {base}"
    if before == 0:
        return f"không so được với {base} vì {base} là 0"
    return f"{word} {_share(abs(now - before) * 100 / abs(before))} so với {base}"


def against(now: Decimal, target: Decimal | None, *, is_percent: bool = False) -> str:
    """Compare with what was to be reached: vượt chỉ tiêu 3,2%; đạt 80% chỉ tiêu."""
    if target is None:
        return "không so được với chỉ tiêu vì chưa có chỉ tiêu"
    shown = official(target, is_percent=is_percent)
    if now == target:
        return f"bằng chỉ tiêu ({shown})"
    if is_percent:
        word = "cao hơn" if now > target else "thấp hơn"
        return f"{word} chỉ tiêu ({shown}) {_points(abs(now - target))}"
    if target == 0:
        return "không so được với chỉ tiêu vì chỉ tiêu là 0"
    if now > target:
        return f"vượt chỉ tiêu ({shown}) {_share((now - target) * 100 / target)}"
    return f"đạt {_share(now * 100 / target)} chỉ tiêu ({shown})"


def _share(percent: Decimal) -> str:
    rounded = percent.quantize(TENTH, ROUND_HALF_UP)
    return numbers.write_percent(rounded.normalize()) if rounded else "dưới 0,1%"


def _points(difference: Decimal) -> str:
    return f"{numbers.write(difference.normalize())} điểm phần trăm"
