"""Prints every measured claim in one run: python -m bench, or make bench."""

import os
import shutil
import sys
from pathlib import Path

import django
from django.utils.module_loading import import_string

DATA = Path(__file__).resolve().parents[1] / "var" / "bench"


def main() -> int:
    """Prepare the environment of this process and of those it starts, then measure."""
    if shutil.which("wrk") is None:
        print("bench: chưa có wrk; hãy cài trước: apt-get install wrk", file=sys.stderr)
        return 1
    os.environ["KHEO_VAR"] = os.environ.get("KHEO_BENCH_VAR", str(DATA))
    os.environ["DJANGO_SETTINGS_MODULE"] = "kheo.config.settings"
    django.setup()
    # Models can be imported only after setup, hence by name.
    import_string("bench.run.main")()
    return 0


if __name__ == "__main__":
    sys.exit(main())
