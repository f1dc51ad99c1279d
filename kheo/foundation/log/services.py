"""Everything that is added to the log; nothing is ever changed in it."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kheo.foundation.log import merkle, queries
from kheo.foundation.log.models import Entry, Seal, Unsealed

# How many entries one seal may hold: bounds the memory of sealing and of verifying.
BATCH = 5000
PAUSE = 0.5
# Any number that nothing else in this database locks.
SEALER_LOCK = 0x6B68656F
logger = logging.getLogger(__name__)


def record(
    *,
    action: str,
    on: str,
    at: datetime,
    by: str = "",
    unit_code: str = "",
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Write down an act upon a thing; it commits or vanishes with the act itself."""
    return Entry.objects.create(
        at=at, action=action, actor=by, subject=on, unit_code=unit_code, detail=detail or {}
    )


def record_all(entries: Iterable[Entry]) -> None:
    """Write down many acts at once; they commit or vanish with the acts themselves."""
    Entry.objects.bulk_create(entries)


@transaction.atomic
def seal(*, now: datetime, size: int = BATCH) -> Seal | None:
    """Seal the committed entries that wait, at most `size`; None when nothing waits.

    Writers are never held up: an entry whose transaction is still open is not seen
    yet and comes into a later seal. Two sealers take turns.
    """
    if not Unsealed.objects.exists() or not _is_our_turn():
        return None
    waiting = list(Unsealed.objects.order_by("pk").values_list("pk", flat=True)[:size])
    hashed = {row["id"]: merkle.leaf(row) for row in queries.content(waiting)}
    if not hashed:
        return None
    entries, leaves = list(hashed), list(hashed.values())
    Unsealed.objects.filter(pk__in=entries).delete()
    batch_root, previous = merkle.root(leaves), queries.last_chain()
    return Seal.objects.create(
        sealed_at=now,
        entries=entries,
        leaves=b"".join(leaves),
        root=batch_root,
        chain=merkle.chain(previous, batch_root, entries, now),
    )


def seal_forever(stop: threading.Event, *, clock: Callable[[], datetime]) -> None:
    """Seal twice a second until told to stop, through every outage of the database."""
    while not stop.wait(PAUSE):
        _seal_waiting(clock)
    _seal_waiting(clock)
    connection.close()


@contextmanager
def sealing(stop: threading.Event) -> Iterator[None]:
    """Seal beside the work of the block, and once more when it ends."""
    thread = threading.Thread(
        target=seal_forever, args=(stop,), kwargs={"clock": timezone.now}, name="sealer"
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _seal_waiting(clock: Callable[[], datetime]) -> None:
    try:
        while seal(now=clock()) is not None:
            pass
    except DatabaseError as error:
        logger.warning("sealing waits for the database: %s", error)
        connection.close()


def _is_our_turn() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER_LOCK])
        return bool(cursor.fetchone()[0])
