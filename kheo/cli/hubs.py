"""`kheo hub`: a province publishes its figures, a hub subscribes to them."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import psycopg
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from psycopg.conninfo import make_conninfo

from kheo.config.preflight import NotReady
from kheo.insight.hub import queries, services


def run(options: argparse.Namespace) -> int:
    """Do one act; what cannot be done is said in one line."""
    acts: dict[str, Callable[[argparse.Namespace, psycopg.Connection], int]] = {
        "publish": publish,
        "subscribe": subscribe,
        "status": status,
        "leave": leave,
    }
    try:
        with _own_line() as connection:
            return acts[options.act](options, connection)
    except services.Refused as refused:
        raise NotReady(str(refused)) from refused
    except psycopg.Error as problem:
        raise NotReady(f"PostgreSQL: {str(problem).strip().splitlines()[0]}") from problem


def publish(options: argparse.Namespace, connection: psycopg.Connection) -> int:
    told = services.publish(
        connection, hub=options.hub, renew=options.renew, trusts_hub=options.trust_hub
    )
    gathered = services.gather(now=timezone.now())
    _say(f"Đã mở cho {options.hub}: {gathered.told} số liệu công khai, ngoài ra không gì khác.")
    if not told.password:
        _say("Nơi này đã có mật khẩu; thêm --renew để cấp mật khẩu mới.")
        return 0
    _say("Tại nơi tổng hợp, chạy (đổi tên tỉnh, giữ kín mật khẩu):\n")
    _say(f'  kheo hub subscribe tinh_nay "{_address(told)}"')
    return 0


def subscribe(options: argparse.Namespace, connection: psycopg.Connection) -> int:
    services.subscribe(connection, province=options.province, address=options.address)
    _say(f"Đang nhận số liệu của {options.province}. Xem: kheo hub status")
    return 0


def status(_options: argparse.Namespace, connection: psycopg.Connection) -> int:
    ties = queries.ties(connection)
    for tie in ties:
        _say(_line(tie))
    for province in queries.provinces():
        told = _moment(province.told_at)
        _say(f"{province.name}: số liệu đến {told}")
    if not ties:
        _say("Chưa gửi cho nơi nào, chưa nhận của tỉnh nào.")
    return 0


def leave(options: argparse.Namespace, connection: psycopg.Connection) -> int:
    if not services.leave(connection, name=options.name):
        raise NotReady(f"Không có nơi nhận hay tỉnh nào tên {options.name}.")
    _say(f"Đã thôi với {options.name}. Số liệu đã nhận vẫn còn.")
    return 0


@contextmanager
def _own_line() -> Iterator[psycopg.Connection]:
    """Open a connection that commits by itself: subscriptions cannot be made in a transaction."""
    own = settings.DATABASES["default"]
    given = {
        "dbname": own["NAME"],
        "user": own["USER"],
        "password": own["PASSWORD"],
        "host": own["HOST"],
        "port": own["PORT"],
    }
    with psycopg.connect(make_conninfo(**_set(given)), autocommit=True) as connection:
        yield connection


def _address(told: services.Told) -> str:
    own = settings.DATABASES["default"]
    given = {
        "host": own["HOST"],
        "port": own["PORT"],
        "dbname": own["NAME"],
        "user": told.role,
        "password": told.password,
        # Between machines never in the clear; a socket has no wire.
        "sslmode": "" if str(own["HOST"]).startswith("/") else "require",
    }
    return make_conninfo(**_set(given))


def _set(given: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if value}


def _line(tie: queries.Tie) -> str:
    state = "đang nối" if tie.is_running else "đang đứt, sẽ tự nối lại"
    if tie.is_incoming:
        heard = _moment(tie.heard_at) if tie.heard_at else "chưa có"
        return f"nhận {tie.name}: {state}; tin cuối {heard}"
    return f"gửi {tie.name}: {state}; còn {tie.behind or 0} byte chưa nhận"


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "H:i j/n/Y")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
