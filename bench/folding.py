"""How fast search folds Vietnamese text, beside what Python itself does with the same text."""

import time
import unicodedata
from collections.abc import Callable

from kheo.foundation.vietnamese.text import fold

# Invented; every tone and every letter occurs, with the typographic signs of real reports.
_PARAGRAPH = (
    "Ủy ban nhân dân xã “Suối Mơ” đã tiếp 1.024 lượt công dân, giải quyết 96,4% kiến nghị…\n"
    "Bà Đặng Thị Ngọc Ánh hỏi về con đường liên bản – đoạn qua cầu gỗ đã hỏng từ quý III/2025; "
    "tổ trưởng Lò Văn Khoẻ hứa sửa trước mùa mưa, nhờ thợ giỏi ở xưởng kế bên.\n"
)
_MEGABYTES = 8
_ROUNDS = 7

Row = tuple[str, float, str]


def sample(megabytes: int = _MEGABYTES) -> str:
    """Repeat the paragraph until its UTF-8 form fills so many megabytes."""
    return _PARAGRAPH * (megabytes * 1_000_000 // len(_PARAGRAPH.encode()))


def _speed(work: Callable[[str], object], text: str) -> float:
    """Measure megabytes of UTF-8 per second, the best of some rounds."""
    best = float("inf")
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        work(text)
        best = min(best, time.perf_counter() - begun)
    return len(text.encode()) / 1_000_000 / best


def measure() -> list[Row]:
    """Measure folding and its two yardsticks in one run: name, MB/s, remark."""
    text = sample()
    lower = _speed(str.lower, text)
    nfd = _speed(lambda text: unicodedata.normalize("NFD", text), text)
    ordinary = _speed(fold, text)
    with_emoji = _speed(fold, text + "😀")

    def beside(speed: float) -> str:
        return f"{speed / lower:.2f} × str.lower, {speed / nfd:.2f} × NFD"

    return [
        ("str.lower", lower, "yardstick"),
        ("unicodedata NFD", nfd, "yardstick"),
        ("fold, ordinary text", ordinary, f"{beside(ordinary)}; aim ≥ 20 MB/s"),
        ("fold, text with an emoji", with_emoji, f"{beside(with_emoji)}; aim ≥ 20 MB/s"),
    ]


def main() -> None:
    """Print one line per measurement."""
    for name, speed, remark in measure():
        print(f"{name:<26} {speed:8.1f} MB/s   {remark}")


if __name__ == "__main__":
    main()
