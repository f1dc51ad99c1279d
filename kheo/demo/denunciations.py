"""Two invented denunciations, sealed as real ones are: one under way, one concluded and posted."""

import uuid
from datetime import datetime
from random import Random
from typing import Any

from kheo.demo.days import ago
from kheo.demo.people import PASSPHRASE, Desk, Staff
from kheo.demo.words import cases
from kheo.foundation.accounts.models import User
from kheo.oversee.denunciations import services
from kheo.oversee.denunciations.models import Case, Grant, Paper


def live(staff: Staff, *, chosen: Desk, now: datetime, random: Random) -> None:
    """Make the keys and the board, then let both cases run."""
    began = ago(now, 70)
    for person in (staff.trusted, chosen.head, *staff.board):
        services.make_key(passphrase=PASSPHRASE, by=person, now=began)
    services.make_board(unit=staff.province, members=staff.board, by=staff.board[0], now=began)
    for said in cases()["denunciations"]:
        key = uuid.UUID(int=random.getrandbits(128), version=4)
        _run(said, staff.trusted, chosen, now, key)


def _run(said: dict[str, Any], officer: User, desk: Desk, now: datetime, key: uuid.UUID) -> None:
    days = int(said["days"])
    came_at = ago(now, days)
    case = _entered(said, officer, desk, came_at, key)
    box = services.open_box(code=case.code, passphrase=PASSPHRASE, by=officer, now=came_at)
    services.bring_in(
        box=box, person=desk.head, role=Grant.Role.DECIDER, knows_identity=True, now=came_at
    )
    accepted = ago(now, days - 5)
    deciding = services.open_box(code=case.code, passphrase=PASSPHRASE, by=desk.head, now=accepted)
    services.accept(
        box=deciding,
        decision=said["decision"],
        text="Đủ điều kiện thụ lý; giao xác minh.",
        now=accepted,
    )
    verified = ago(now, days - 12)
    services.add(box=box, kind=Paper.Kind.EVIDENCE, text=said["evidence"], now=verified)
    if said["ends"] == "published":
        _published(said, box, deciding, now)


def _entered(said: dict[str, Any], officer: User, desk: Desk, at: datetime, key: uuid.UUID) -> Case:
    return services.enter(
        deposition=services.Deposition(
            text=said["text"],
            unit=desk.unit,
            denouncers=[services.Denouncer(said["denouncer"], said["address"], said["phone"])],
            accused=[services.Accused(said["accused"], said["position"])],
        ),
        submission_key=key,
        received_at=at,
        by=officer,
        now=at,
        is_demo=True,
    )


def _published(
    said: dict[str, Any], box: services.Box, deciding: services.Box, now: datetime
) -> None:
    days = int(said["days"])
    services.carry_out(box=box, kind="notify", text=said["notified"], now=ago(now, days - 7))
    services.conclude(
        box=deciding,
        ruling=said["ruling"],
        decision=said["conclusion_number"],
        text=said["conclusion"],
        figures={"state_money": int(said["money"]), "officials": 1},
        now=ago(now, 12),
    )
    services.carry_out(box=box, kind="send", text="Đã gửi kết luận theo quy định.", now=ago(now, 9))
    words = services.redact(box=box, title=said["title"], text=said["public"], now=ago(now, 8))
    for one in (box, deciding):
        services.check(box=one, paper=str(words.uid), now=ago(now, 7))
    services.publish(box=box, paper=str(words.uid), now=ago(now, 6))
