"""Prints every measured claim: python -m bench, or make bench; `python -m bench million` a part."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import django
from django.utils.module_loading import import_string

PROJECT = Path(__file__).resolve().parents[1]
DATA = PROJECT / "var" / "bench"
MARK = "built-from"
FILLING = ("data.py", "filling.py", "joining.py", "letters.py", "words.yaml")
FILLED = ("foundation/units", "foundation/accounts", "foundation/duties", "oversee/petitions")
KNOWN = ("know/news", "know/comments", "know/disclosure", "foundation/documents")


@dataclass(frozen=True)
class Part:
    """What is measured together, in which folder, and what that folder was filled by and with."""

    measure: str
    suffix: str = ""
    filling: tuple[str, ...] = FILLING
    filled: tuple[str, ...] = FILLED
    size: str = "KHEO_BENCH_PETITIONS"


# Each part has a database of its own, and a process of its own: settings are read once.
PARTS = {
    "usual": Part("bench.run.main"),
    "million": Part("bench.million.main", "-million"),
    "know": Part(
        "bench.know.main",
        "-know",
        ("articles.py", "acts.py", "data.py", "letters.py", "words.yaml"),
        (*FILLED[:2], *KNOWN),
        "KHEO_BENCH_ARTICLES",
    ),
    "figures": Part(
        "bench.figures.main",
        "-figures",
        ("recording.py",),
        ("foundation/units", "foundation/figures"),
        "KHEO_BENCH_RECORDS",
    ),
    "check": Part("bench.checking.main", "-check", (), ()),
    "opendata": Part(
        "bench.opendata.main",
        "-opendata",
        ("opendata.py",),
        ("foundation/units",),
        "KHEO_BENCH_OPENDATA",
    ),
}


def main(asked: list[str]) -> int:
    """Prepare the environment of this process and of those it starts, then measure."""
    if shutil.which("wrk") is None:
        print("bench: chưa có wrk; hãy cài trước: apt-get install wrk", file=sys.stderr)
        return 1
    if not asked:
        parts = [[sys.executable, "-m", "bench", part] for part in PARTS]
        return max(subprocess.run(part, check=False).returncode for part in parts)
    if len(asked) > 1 or asked[0] not in PARTS:
        print(f"bench: các phần là {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    part = PARTS[asked[0]]
    data = Path(os.environ.get("KHEO_BENCH_VAR", DATA))
    os.environ["KHEO_VAR"] = str(_folder(data.with_name(data.name + part.suffix), part))
    os.environ["DJANGO_SETTINGS_MODULE"] = "kheo.config.settings"
    django.setup()
    # Models can be imported only after setup, hence by name.
    import_string(part.measure)()
    return 0


def _folder(data: Path, part: Part) -> Path:
    """Keep the data of an earlier run as long as its tables and its filling are the same."""
    made_by = [PROJECT / "bench" / name for name in part.filling]
    for app in part.filled:
        made_by += sorted(PROJECT.glob(f"kheo/{app}/migrations/*.py"))
    size = os.environ.get(part.size, "").encode()
    version = sha256(size + b"".join(path.read_bytes() for path in made_by)).hexdigest()
    mark = data / MARK
    if data.exists() and (not mark.exists() or mark.read_text() != version):
        if any(data.iterdir()) and not mark.exists():
            raise SystemExit(f"bench: {data} không phải do bench tạo; hãy chọn thư mục khác.")
        shutil.rmtree(data)
    data.mkdir(parents=True, exist_ok=True)
    mark.write_text(version)
    return data


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
