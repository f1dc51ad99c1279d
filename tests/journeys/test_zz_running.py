"""The demo can be repeated, backed up, verified, and ends cleanly; this module runs last."""

import os
import subprocess
import sys
import time

import psutil
import pytest

from tests.journeys.conftest import start, stop

pytestmark = pytest.mark.journey

# After all journeys: a worker that has printed a letter keeps the typesetter and its fonts, and
# the process that draws charts is awake for two minutes after the last one; each web process has
# held reports and workbooks (about 340 MiB).
RESIDENT = 1280 * 1024 * 1024


def kheo(demo, *arguments, var=None):
    return subprocess.run(
        [sys.executable, "-m", "kheo", *arguments],
        env={
            **os.environ,
            "KHEO_VAR": str(var or demo.var),
            "DJANGO_SETTINGS_MODULE": "kheo.config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def matters(demo):
    count = "from kheo.oversee.petitions.models import Petition; print(Petition.objects.count())"
    return int(kheo(demo, "manage", "shell", "-v", "0", "-c", count).stdout)


def processes_of(demo):
    return [
        process
        for process in psutil.process_iter(["cmdline", "environ"])
        if str(demo.var) in " ".join(process.info["cmdline"] or [])
        or (process.info["environ"] or {}).get("KHEO_VAR") == str(demo.var)
    ]


def test_the_log_of_a_lived_year_is_whole(demo):
    done = kheo(demo, "verify-log")

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_shell_writes_the_same_report(demo, tmp_path):
    target = tmp_path / "son-la.docx"

    done = kheo(
        demo,
        "report",
        "--province",
        "14",
        "--from",
        "2013-06",
        "--to",
        "2023-12",
        "-o",
        str(target),
    )

    assert done.returncode == 0, done.stderr
    assert target.stat().st_size > 10_000


def test_a_backup_comes_back_whole_elsewhere(demo, tmp_path):
    archive, elsewhere = tmp_path / "kheo.tar.gz", tmp_path / "var"

    assert kheo(demo, "backup", str(archive)).returncode == 0
    restored = kheo(demo, "restore", str(archive), var=elsewhere)
    verified = kheo(demo, "verify-log", var=elsewhere)

    assert restored.returncode == 0, restored.stderr
    assert verified.returncode == 0, verified.stdout
    kept = sorted(p.name for p in (demo.var / "private").rglob("*") if p.is_file())
    assert kept == sorted(p.name for p in (elsewhere / "private").rglob("*") if p.is_file())


def test_a_restore_never_writes_over_data(demo, tmp_path):
    archive = tmp_path / "kheo.tar.gz"
    kheo(demo, "backup", str(archive))

    done = kheo(demo, "restore", str(archive))

    assert done.returncode == 1
    assert "không trống" in done.stderr


def test_the_whole_demo_is_small(demo):
    each = {
        f"{process.pid} {' '.join(process.info['cmdline'])[-40:]}": process.memory_full_info().pss
        for process in processes_of(demo)
    }

    assert sum(each.values()) <= RESIDENT, {name: size >> 20 for name, size in each.items()}


def test_ctrl_c_stops_server_worker_and_database(demo):
    assert len(processes_of(demo)) >= 4

    stop(demo)

    for _ in range(50):
        if not processes_of(demo):
            break
        time.sleep(0.1)
    assert processes_of(demo) == []
    assert not (demo.var / "postgres" / "postmaster.pid").exists()


def test_the_demo_comes_up_again_with_the_same_data(demo):
    before = matters(demo)

    again = start(demo.var)
    stop(again)

    assert processes_of(demo) == []
    assert matters(demo) == before


def test_a_killed_demo_loses_nothing_and_starts_and_stops_as_before(demo):
    killed = start(demo.var)
    for process in processes_of(demo):
        if "-m kheo" in " ".join(process.cmdline()) or "postgres" in process.name():
            process.kill()
    killed.process.wait(timeout=30)

    again = start(demo.var)
    verified = kheo(demo, "verify-log")
    stop(again)

    assert verified.returncode == 0, verified.stdout
    assert processes_of(demo) == []
