"""Ties a province to a hub by PostgreSQL's logical replication, and unties them.

The province publishes four tables and gives the hub a role that may read these and nothing else;
the hub subscribes. PostgreSQL keeps for a hub that is away what it has not yet had, and goes on
from there: a restart or a cut line on either side loses nothing.

The functions take a psycopg connection that commits by itself: a subscription cannot be made
within a transaction.
"""

import re
import secrets
import time
from dataclasses import dataclass
from typing import LiteralString

import psycopg
from django.utils.translation import gettext as _
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from kheo.insight.hub import queries
from kheo.insight.hub.models import HubArea, HubFigure, HubIndicator, HubProvince
from kheo.insight.hub.queries import PUBLICATION, has

TABLES = tuple(one._meta.db_table for one in (HubProvince, HubIndicator, HubArea, HubFigure))
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
_SUBSCRIBED = "SELECT FROM pg_subscription WHERE subname = %s"
_ROLE = "SELECT FROM pg_roles WHERE rolname = %s"
_SLOTS = r"SELECT slot_name FROM pg_replication_slots WHERE slot_name ~ %s"
# How often a line that was cut is asked whether it has ended.
_TRIES, _PAUSE = 50, 0.1


class Refused(Exception):
    """A province and a hub cannot be tied this way; the message says what to do instead."""


@dataclass(frozen=True)
class Told:
    """The role that a hub signs in with; no password when it was told before."""

    role: str
    password: str


def publish(
    connection: psycopg.Connection, *, hub: str, renew: bool = False, trusts_hub: bool = False
) -> Told:
    """Offer the figures to a hub: publication, and a role that may read them and nothing else.

    Again for the same hub it changes nothing; with `renew` it gives a new password. Raises Refused.
    """
    role = queries.role_of(_named(hub))
    _refuse_unfit(connection, trusts_hub)
    if not has(connection, "SELECT FROM pg_publication WHERE pubname = %s", PUBLICATION):
        tables = sql.SQL(", ").join(map(sql.Identifier, TABLES))
        _run(connection, "CREATE PUBLICATION {} FOR TABLE {}", sql.Identifier(PUBLICATION), tables)
    is_known = has(connection, _ROLE, role)
    password = "" if is_known and not renew else secrets.token_urlsafe(24)
    if not is_known:
        _run(connection, "CREATE ROLE {}", sql.Identifier(role))
    if password:
        _run(
            connection,
            "ALTER ROLE {} LOGIN REPLICATION PASSWORD {}",
            sql.Identifier(role),
            sql.Literal(password),
        )
    tables = sql.SQL(", ").join(map(sql.Identifier, TABLES))
    _run(connection, "GRANT SELECT ON {} TO {}", tables, sql.Identifier(role))
    return Told(role, password)


def subscribe(connection: psycopg.Connection, *, province: str, address: str) -> None:
    """Take the figures of a province: copy what there is, then follow every change.

    `province` names the tie on this side; `address` is what `publish` told. Again under the same
    name it only takes the new address. Raises Refused.
    """
    name = queries.subscription_of(_named(province))
    given = _read(address)
    told = _ask(address)
    if has(connection, _SUBSCRIBED, name):
        _run(connection, "ALTER SUBSCRIPTION {} CONNECTION {}", *_pair(name, address))
        return
    if told & {code for (code,) in connection.execute("SELECT code FROM hub_hubprovince")}:
        raise Refused(_("Tỉnh này đã gửi số liệu về đây bằng một đường khác. Hãy thôi đường ấy."))
    # Named after the role, so that the province finds what it keeps for this hub.
    slot = f"{given.get('user', name)}_{secrets.token_hex(4)}"
    _run(
        connection,
        "CREATE SUBSCRIPTION {} CONNECTION {} PUBLICATION {} WITH (slot_name = {})",
        *_pair(name, address),
        sql.Identifier(PUBLICATION),
        sql.Literal(slot),
    )


def leave(connection: psycopg.Connection, *, name: str) -> bool:
    """Untie: at the hub drop the subscription, at the province the role and what is kept for it.

    Says whether there was anything to untie. The numbers that came stay at the hub.
    """
    subscription, role = queries.subscription_of(_named(name)), queries.role_of(name)
    was_tied = has(connection, _SUBSCRIBED, subscription)
    if was_tied:
        _drop_subscription(connection, subscription)
    if has(connection, _ROLE, role):
        was_tied = True
        _let_go(connection, role)
    return was_tied


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise Refused(_("Tên chỉ gồm chữ thường không dấu, chữ số và gạch dưới, ví dụ: son_la."))
    return name


def _refuse_unfit(connection: psycopg.Connection, trusts_hub: bool) -> None:
    if not queries.is_logical(connection):
        raise Refused(
            _(
                "PostgreSQL này chưa bật wal_level = logical. Hãy đặt trong postgresql.conf, khởi "
                "động lại PostgreSQL rồi chạy lại lệnh này."
            )
        )
    if not trusts_hub and (found := _decoders(connection)):
        raise Refused(
            _(
                "PostgreSQL này có %(names)s: qua đó bên nhận đọc được mọi thay đổi của mọi bảng, "
                "không chỉ số liệu. Hãy gỡ phần đó, hoặc thêm --trust-hub nếu bên nhận được đọc."
            )
            % {"names": ", ".join(found)}
        )


def _decoders(connection: psycopg.Connection) -> list[str]:
    """Name what is there by which a role that may replicate reads more than was published."""
    found = []
    for name in queries.DECODERS:
        slot = f"kheo_probe_{secrets.token_hex(4)}"
        try:
            connection.execute(
                "SELECT pg_create_logical_replication_slot(%s, %s, true)", [slot, name]
            )
        except psycopg.Error:
            continue
        connection.execute("SELECT pg_drop_replication_slot(%s)", [slot])
        found.append(name)
    return found


def _read(address: str) -> dict[str, object]:
    try:
        return dict(conninfo_to_dict(address))
    except psycopg.ProgrammingError as problem:
        raise Refused(_("Địa chỉ kết nối viết sai: %(why)s") % {"why": problem}) from problem


def _ask(address: str) -> set[str]:
    """Try the address and return the codes of the provinces told there."""
    try:
        with psycopg.connect(address, connect_timeout=10) as other:
            if not has(other, "SELECT FROM pg_publication WHERE pubname = %s", PUBLICATION):
                raise Refused(_("Bên kia chưa chạy kheo hub publish."))
            return {code for (code,) in other.execute("SELECT code FROM hub_hubprovince")}
    except psycopg.Error as problem:
        raise Refused(_("Chưa nối được với bên kia: %(why)s") % {"why": problem}) from problem


def _pair(name: str, address: str) -> tuple[sql.Composable, sql.Composable]:
    return sql.Identifier(name), sql.Literal(address)


def _run(connection: psycopg.Connection, statement: LiteralString, *parts: sql.Composable) -> None:
    connection.execute(sql.SQL(statement).format(*parts))


def _drop_subscription(connection: psycopg.Connection, name: str) -> None:
    """Drop it here, and there what is kept for it; here alone when the other side is away."""
    try:
        _run(connection, "DROP SUBSCRIPTION {}", sql.Identifier(name))
    except psycopg.OperationalError:
        _run(connection, "ALTER SUBSCRIPTION {} DISABLE", sql.Identifier(name))
        _run(connection, "ALTER SUBSCRIPTION {} SET (slot_name = NONE)", sql.Identifier(name))
        _run(connection, "DROP SUBSCRIPTION {}", sql.Identifier(name))


def _let_go(connection: psycopg.Connection, role: str) -> None:
    """Let a hub sign in no more, keep nothing for it, and publish nothing when it was the last."""
    _run(connection, "ALTER ROLE {} NOLOGIN", sql.Identifier(role))
    for (slot,) in connection.execute(_SLOTS, [f"^{role}_[0-9a-f]+$"]).fetchall():
        _drop_slot(connection, slot)
    _run(connection, "DROP OWNED BY {}", sql.Identifier(role))
    _run(connection, "DROP ROLE {}", sql.Identifier(role))
    others = "SELECT FROM pg_roles WHERE rolname ~ %s"
    if not has(connection, others, f"^{queries.role_of('')}"):
        _run(connection, "DROP PUBLICATION IF EXISTS {}", sql.Identifier(PUBLICATION))


def _drop_slot(connection: psycopg.Connection, slot: str) -> None:
    """End the line that uses a slot, then drop it."""
    for _attempt in range(_TRIES):
        connection.execute(
            "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots"
            " WHERE slot_name = %s AND active_pid IS NOT NULL",
            [slot],
        )
        try:
            connection.execute("SELECT pg_drop_replication_slot(%s)", [slot])
            return
        except psycopg.errors.ObjectInUse:
            time.sleep(_PAUSE)
    raise Refused(_("Đường gửi đang bận, chưa thôi được. Xin chạy lại lệnh này."))
