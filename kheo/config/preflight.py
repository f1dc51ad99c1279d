"""What must be right before anything starts, each with one clear line when it is not."""

import os
import shutil
import socket
from pathlib import Path

import psycopg
from django.conf import settings

ROOM_NEEDED = 500 * 1024 * 1024


class NotReady(Exception):
    """Something outside Khéo must be put right first; the message is one line."""


def folder(path: Path) -> None:
    """Raise NotReady unless the data folder can be read and written."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / ".probe"
        probe.write_text("ok")
        probe.unlink()
        os.listdir(path)
    except OSError as error:
        raise NotReady(
            f"Không đọc hoặc ghi được thư mục dữ liệu {path} ({error.strerror}). "
            "Hãy sửa quyền hoặc đặt KHEO_VAR sang thư mục khác."
        ) from error


def room(path: Path, needed: int = ROOM_NEEDED) -> None:
    """Raise NotReady when the disk of the data folder is nearly full."""
    free = shutil.disk_usage(path).free
    if free < needed:
        raise NotReady(
            f"Ổ đĩa chứa {path} chỉ còn {free // 1024**2} MB, cần ít nhất {needed // 1024**2} MB."
        )


def port(address: str, number: int) -> None:
    """Raise NotReady when another program listens there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, number))
        except OSError as error:
            raise NotReady(
                f"Cổng {number} trên {address} đang có chương trình khác dùng. "
                f"Hãy chọn cổng khác: --port {number + 1}"
            ) from error


def database() -> None:
    """Raise NotReady when PostgreSQL does not answer or is too old."""
    given = settings.DATABASES["default"]
    try:
        with psycopg.connect(
            dbname=given["NAME"],
            user=given["USER"] or None,
            password=given["PASSWORD"] or None,
            host=given["HOST"] or None,
            port=given["PORT"] or None,
            connect_timeout=5,
        ) as connection:
            version = connection.info.server_version
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise NotReady(f"Không kết nối được PostgreSQL (DATABASE_URL): {reason}") from error
    if version < 150000:
        raise NotReady(f"PostgreSQL {version // 10000} quá cũ, cần bản 15 trở lên.")


def data_folder() -> Path:
    """Say where this deployment keeps everything, before settings are read."""
    return Path(os.environ.get("KHEO_VAR", Path(__file__).resolve().parents[2] / "var"))
