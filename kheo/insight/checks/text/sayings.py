"""The sentences and arithmetic that people read beside a relation."""

from collections.abc import Sequence
from decimal import Decimal

from kheo.foundation.vietnamese.numbers import write


def plain(value: Decimal, places: int | None = None) -> str:
    """Write a number the Vietnamese way, without empty decimals."""
    if places is not None:
        value = round(value, places)
    return write(value.normalize()) if value else "0"


def addition(parts: Sequence[Decimal]) -> str:
    text = " + ".join(plain(part) for part in parts)
    return text.replace("+ -", "− ")


def sum_fits(total: Decimal, parts: Sequence[Decimal]) -> str:
    return f"Các phần cộng lại đúng bằng tổng: {addition(parts)} = {plain(total)}."


def sum_fits_about(total: Decimal, parts: Sequence[Decimal]) -> str:
    """For rounded or hedged figures."""
    return (
        f"Các phần cộng lại là {addition(parts)} = {plain(sum(parts, Decimal(0)))}, "
        f"khớp với {plain(total)} trong phạm vi làm tròn."
    )


def sum_differs(total: Decimal, parts: Sequence[Decimal], reason: str, slip: str) -> str:
    computed = sum(parts, Decimal(0))
    way = "thừa" if computed > total else "thiếu"
    return (
        f"Tổng ghi {plain(total)} nhưng các phần cộng lại là {addition(parts)} = "
        f"{plain(computed)}, {way} {plain(abs(computed - total))}{reason}{slip}."
    )


def sum_open(total: Decimal, parts: Sequence[Decimal], reason: str) -> str:
    computed = sum(parts, Decimal(0))
    return f"Chưa kết luận được: {reason}; mới kể {plain(computed)} trong {plain(total)}."


def ratio_fits(numerator: Decimal, denominator: Decimal, percent: Decimal) -> str:
    share = plain(numerator * 100 / denominator, 2)
    return f"{plain(numerator)} / {plain(denominator)} = {share}%, khớp với {plain(percent)}%."


def ratio_differs(numerator: Decimal, denominator: Decimal, percent: Decimal) -> str:
    share = plain(numerator * 100 / denominator, 2)
    return f"{plain(numerator)} / {plain(denominator)} = {share}%, không phải {plain(percent)}%."


def ratio_unstated(numerator: Decimal, denominator: Decimal) -> str:
    if not denominator:
        return f"{plain(numerator)} / {plain(denominator)}: mẫu số bằng 0."
    share = plain(numerator * 100 / denominator, 2)
    return f"{plain(numerator)} / {plain(denominator)} = {share}%; văn bản không ghi tỷ lệ để so."


def ratio_unbased(numerator: Decimal, percent: Decimal) -> str:
    if not percent:
        return "Không thấy mẫu số trong văn bản."
    base = plain(numerator * 100 / percent, 0)
    return (
        f"Không thấy mẫu số trong văn bản; nếu {plain(numerator)} là {plain(percent)}% "
        f"thì mẫu số khoảng {base}."
    )


def ratio_other_base(numerator: Decimal, denominator: Decimal, percent: Decimal) -> str:
    share = plain(numerator * 100 / denominator, 2)
    return (
        f"{plain(numerator)} / {plain(denominator)} = {share}%, khác {plain(percent)}%, "
        "nhưng tỷ lệ có thể tính trên một số khác."
    )


def change_fits(old: Decimal, new: Decimal, stated: str) -> str:
    return f"Từ {plain(old)} đến {plain(new)} là {signed(new - old)}, khớp với {stated}."


def change_differs(old: Decimal, new: Decimal, stated: str, slip: str) -> str:
    percent = f" ({signed((new - old) * 100 / old, 2)}%)" if old else ""
    return (
        f"Từ {plain(old)} đến {plain(new)} là {signed(new - old)}{percent}, "
        f"không khớp với {stated}{slip}."
    )


def change_unbased(new: Decimal | None, implied: Decimal | None) -> str:
    if implied is None:
        return "Không thấy số của kỳ trước trong văn bản để so."
    return (
        "Không thấy số của kỳ trước trong văn bản; theo mức thay đổi đã ghi thì số đó khoảng "
        f"{plain(implied, 2)}."
    )


def share_of_change(delta: Decimal, old: Decimal, share: Decimal) -> str:
    return f"Kỳ trước là {plain(old)}: {plain(delta)} / {plain(old)} = {plain(share, 2)}%"


def signed(value: Decimal, places: int | None = None) -> str:
    sign = "tăng" if value > 0 else "giảm" if value < 0 else "không đổi"
    return f"{sign} {plain(abs(value), places)}" if value else sign
