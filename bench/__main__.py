"""Prints every measured claim in one run: python -m bench, or make bench."""

import os
import shutil
import sys
from hashlib import sha256
from pathlib import Path

import django
from django.utils.module_loading import import_string

PROJECT = Path(__file__).resolve().parents[1]
DATA = PROJECT / "var" / "bench"
MARK = "built-from"


def main() -> int:
    """Prepare the environment of this process and of those it starts, then measure."""
    if shutil.which("wrk") is None:
        print("bench: chưa có wrk; hãy cài trước: apt-get install wrk", file=sys.stderr)
        return 1
    os.environ["KHEO_VAR"] = str(_folder(Path(os.environ.get("KHEO_BENCH_VAR", DATA))))
    os.environ["DJANGO_SETTINGS_MODULE"] = "kheo.config.settings"
    django.setup()
    # Models can be imported only after setup, hence by name.
    import_string("bench.run.main")()
    return 0


def _folder(data: Path) -> Path:
    """Keep the data of an earlier run as long as tables and filling are the same."""
    made_by = [*sorted(PROJECT.glob("kheo/**/migrations/*.py")), PROJECT / "bench" / "data.py"]
    version = sha256(b"".join(path.read_bytes() for path in made_by)).hexdigest()
    mark = data / MARK
    if data.exists() and (not mark.exists() or mark.read_text() != version):
        if any(data.iterdir()) and not mark.exists():
            raise SystemExit(f"bench: {data} không phải do bench tạo; hãy chọn thư mục khác.")
        shutil.rmtree(data)
    data.mkdir(parents=True, exist_ok=True)
    mark.write_text(version)
    return data


if __name__ == "__main__":
    sys.exit(main())
