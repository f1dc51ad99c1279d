"""Days, places and visits in every state, made by the services as people would."""

import uuid
from datetime import date, datetime, time, timedelta

from kheo.oversee.receptions import services
from kheo.oversee.receptions.models import Matter, Session
from tests import factories
from tests.factories import HANOI

# A Monday; the Thursday two weeks later is posted well in time.
NOW = datetime(2026, 10, 5, 8, tzinfo=HANOI)
DAY = date(2026, 10, 22)
THEN = datetime(2026, 10, 22, 8, 30, tzinfo=HANOI)
ROAD = "Xin làm lại đoạn đường vào bản Nà Tâu, mưa là lầy."


def body(name: str = "Ngọc Chiến", **fields):
    """A commune's committee with its chair."""
    found = factories.body(factories.unit(name, **fields))
    factories.head(found)
    return found


def clerk(of):
    return factories.officer(of.unit, "clerk")


def sitting(**said) -> services.Sitting:
    return services.Sitting(
        **{
            "on": DAY,
            "starts_at": time(8),
            "ends_at": time(11),
            "place": "Phòng tiếp công dân",
            "capacity": 3,
            **said,
        }
    )


def drafted(of=None, *, by=None, now: datetime = NOW, **said) -> Session:
    of = of or body()
    return services.draft(body=of, sitting=sitting(**said), by=by or clerk(of), now=now)


def posted(of=None, *, by=None, now: datetime = NOW, **said) -> Session:
    of = of or body()
    by = by or clerk(of)
    return services.post(session=drafted(of, by=by, now=now, **said), by=by, now=now)


def held(session, *, key=None, now: datetime = NOW, **said):
    return services.hold(session=session, submission_key=key or uuid.uuid4(), now=now, **said)


def confirmed(session, *, now: datetime = NOW, phone: str = "", **said):
    booking = held(session, now=now, **said)
    return services.confirm(booking=booking, secret=secret(booking), phone=phone, now=now)


def secret(booking) -> str:
    return services.secret_of(booking)


def came(of, **said) -> services.Came:
    return services.Came(
        **{
            "body": of,
            "receiver": factories.user(),
            "received_at": THEN,
            "name": "Lò Thị Xuân",
            "address": "Bản Nà Tâu",
            **said,
        }
    )


def told(**said) -> services.Told:
    return services.Told(**{"kind": Matter.Kind.PROPOSAL, "content": ROAD, **said})


def visit(of=None, *, by=None, key=None, now: datetime | None = None, matter=None, **said):
    of = of or body()
    return services.enter(
        came=came(of, **said),
        told=matter or told(),
        submission_key=key or uuid.uuid4(),
        by=by or clerk(of),
        now=now or THEN + timedelta(minutes=20),
    )
