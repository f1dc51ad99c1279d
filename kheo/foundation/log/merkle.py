"""Hashes of entries and of batches: plain arithmetic that an auditor can repeat anywhere.

As in RFC 6962: leaves and nodes are told apart by their first byte, an odd node
rises unpaired. `docs/adr/0005-sealed-log.md` shows how to repeat it.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

LEAF, NODE = b"\x00", b"\x01"
WIDTH = 32
# What the first seal is chained to.
BEGINNING = "0" * 64


def canonical(fields: dict[str, Any]) -> bytes:
    """Write an entry in the one form that is hashed."""
    return json.dumps(
        fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_moment
    ).encode()


def leaf(fields: dict[str, Any]) -> bytes:
    """Hash one entry."""
    return sha256(LEAF + canonical(fields)).digest()


def root(leaves: Sequence[bytes]) -> str:
    """Hash the leaves of a batch pairwise up to one."""
    row = list(leaves)
    while len(row) > 1:
        pairs = [sha256(NODE + row[i] + row[i + 1]).digest() for i in range(0, len(row) - 1, 2)]
        row = pairs + row[len(row) & ~1 :]
    return row[0].hex() if row else BEGINNING


def chain(previous: str, batch_root: str, entries: Sequence[int], sealed_at: datetime) -> str:
    """Bind a batch, what it holds and when it was sealed to everything before it."""
    bound = {
        "count": len(entries),
        "entries": sha256(",".join(map(str, entries)).encode()).hexdigest(),
        "previous": previous,
        "root": batch_root,
        "sealed_at": sealed_at,
    }
    return sha256(canonical(bound)).hexdigest()


def split(leaves: bytes) -> list[bytes]:
    """Cut stored leaves into single hashes."""
    return [leaves[i : i + WIDTH] for i in range(0, len(leaves), WIDTH)]


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(type(value).__name__)
