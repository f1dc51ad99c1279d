"""Debian's own PostgreSQL serves Khéo as well as the one that comes along."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

SMOKE = """
from datetime import timedelta
from uuid import uuid4
from django.db import connection
from django.utils import timezone
from kheo.foundation.log import queries as log_queries, services as log
from kheo.foundation.units import queries as units_now
from kheo.oversee.petitions import queries, services
now = timezone.now()
commune = units_now.lookup("ngoc chien", on=now.date())[0].unit
letter = services.Letter(text="Đèn đường hỏng ở đầu bản.", unit=commune)
petition = services.receive(letter=letter, submission_key=uuid4(), now=now)
log.seal(now=now + timedelta(seconds=1))
verdict = log_queries.verify()
print("RESULT", connection.pg_version // 10000, petition.code[:3], verdict.ok, verdict.checked > 0)
"""


def binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert found, "Thiếu PostgreSQL của Debian: apt-get install postgresql"
    return found[-1].parent


def as_owner(command: list[str], owner: str) -> None:
    done = subprocess.run(
        command, user=owner if os.geteuid() == 0 else None, capture_output=True, text=True,
        cwd="/", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture
def url() -> Iterator[str]:
    """A fresh cluster of Debian's PostgreSQL on a socket of its own."""
    owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="kheo-pg-"))
    folder.chmod(0o777)
    data, tools = folder / "data", binaries()
    as_owner(
        [str(tools / "initdb"), "-D", str(data), "-U", "kheo", "-E", "UTF8", "--locale=C.UTF-8"],
        owner,
    )
    serve = f"-k {folder} -h ''"
    as_owner(
        [
            str(tools / "pg_ctl"),
            "-w",
            "-D",
            str(data),
            "-o",
            serve,
            "-l",
            str(data / "log"),
            "start",
        ],
        owner,
    )
    as_owner([str(tools / "createdb"), "-h", str(folder), "-U", "kheo", "kheo"], owner)
    yield f"postgresql://kheo@/kheo?host={folder}"
    as_owner([str(tools / "pg_ctl"), "-D", str(data), "-m", "fast", "stop"], owner)
    shutil.rmtree(folder, ignore_errors=True)


def test_the_wheel_turns_on_debians_postgresql(url, tmp_path):
    def kheo(*arguments: str, given: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "kheo", *arguments],
            env={**os.environ, "DATABASE_URL": url, "KHEO_VAR": str(tmp_path),
                 "DJANGO_SETTINGS_MODULE": "kheo.config.settings"},
            input=given, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    for command in ("migrate", "load-units", "establish"):
        kheo(command)
    told = kheo("manage", "shell", "-v", "0", "-c", SMOKE)
    assert "SL-" in told, told
    assert told.split("RESULT ")[1].split()[1:] == ["SL-", "True", "True"]
    assert not (tmp_path / "postgres").exists()

    kheo("backup", str(tmp_path / "all.tar.gz"))
    assert "nguyên vẹn" in kheo("verify-log")
