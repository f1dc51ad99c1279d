"""What the inspectorate's tables may count of the book of receptions.

Turns, people, matters and groups are four different counts, by block of table 01/TCD.
"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kheo.foundation.figures.indicators import Row
from kheo.foundation.figures.ledgers import Ledger, Tally, on_days, within
from kheo.foundation.vietnamese import dates
from kheo.oversee.receptions.models import Matter, Session, Visit
from kheo.oversee.receptions.queries.numbers import BLOCKS

READERS = ("receptions.manage", "receptions.receive")
SEALED_READERS = ("denunciations.handle", "denunciations.decide")
DENOUNCED = Q(kind=Matter.Kind.DENUNCIATION)


def _prefixed(condition: Q, prefix: str) -> Q:
    """Ask the same of a related record."""
    asked = Q(_connector=condition.connector, _negated=condition.negated)
    for child in condition.children:
        if isinstance(child, Q):
            asked.children.append(_prefixed(child, prefix))
        elif isinstance(child, tuple):
            asked.children.append((f"{prefix}__{child[0]}", child[1]))
    return asked


def _visits(since: date, until: date) -> QuerySet[Any]:
    return Visit.objects.filter(within("received_at", since, until), is_sealed=False)


def _sealed_visits(since: date, until: date) -> QuerySet[Any]:
    return Visit.objects.filter(within("received_at", since, until), is_sealed=True)


def _of_visits(_since: date, _until: date) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for name, block in BLOCKS.items():
        group = block & Q(is_group=True)
        found[f"{name}.turns"] = Tally(block)
        found[f"{name}.people"] = Tally(block, "people")
        found[f"{name}.groups"] = Tally(group)
        found[f"{name}.group_people"] = Tally(group, "people")
        found[f"{name}.refused"] = Tally(block & ~Q(refusal_ground=""))
        found[f"{name}.online"] = Tally(block & Q(is_online=True))
    return found


def _open_matters(since: date, until: date) -> QuerySet[Any]:
    found = Matter.objects.filter(within("visit__received_at", since, until))
    return found.exclude(DENOUNCED)


def _sealed_matters(since: date, until: date) -> QuerySet[Any]:
    return Matter.objects.filter(within("visit__received_at", since, until), DENOUNCED)


def _of_matters(_since: date, _until: date) -> dict[str, Tally]:
    found = {f"kind.{kind}": Tally(Q(kind=kind)) for kind in Matter.Kind.values}
    found |= {f"handling.{one}": Tally(Q(handling=one)) for one in Matter.Handling.values}
    found["handling.none"] = Tally(Q(handling=""))
    found["petition"] = Tally(Q(petition__isnull=False))
    found["all"] = Tally(Q(pk__isnull=False))
    for name, block in BLOCKS.items():
        own = _prefixed(block, "visit")
        group = own & Q(visit__is_group=True)
        found[f"{name}.first"] = Tally(own & Q(earlier__isnull=True))
        found[f"{name}.repeated"] = Tally(own & Q(earlier__isnull=False))
        found[f"{name}.group"] = Tally(group)
    return found


def _sessions(since: date, until: date) -> QuerySet[Any]:
    return Session.objects.filter(on_days("on", since, until), state=Session.State.HELD)


def _of_sessions(_since: date, _until: date) -> dict[str, Tally]:
    own, regular = Q(substitute__isnull=True), Q(kind=Session.Kind.REGULAR)
    return {
        "head": Tally(own & ~regular),
        "periodic": Tally(own & Q(kind=Session.Kind.PERIODIC)),
        "unscheduled": Tally(own & Q(kind=Session.Kind.UNSCHEDULED)),
        "delegated": Tally(~own),
        "regular": Tally(own & regular),
    }


def _visit_row(visit: Visit) -> Row:
    words = _("Lượt tiếp số %(number)s, %(day)s, %(n)d người") % {
        "number": visit, "day": dates.write_date(visit.received_at), "n": visit.people,
    }  # fmt: skip
    return Row(words, visit.get_absolute_url())


def _matter_row(matter: Matter) -> Row:
    words = _("%(kind)s, lượt tiếp số %(number)s") % {
        "kind": matter.get_kind_display(), "number": matter.visit,
    }  # fmt: skip
    return Row(words, matter.visit.get_absolute_url())


def _sealed_row(matter: Matter) -> Row:
    return Row(matter.sealed_code, "")


def _sealed_visit_row(visit: Visit) -> Row:
    return Row(_("Lượt tiếp số %(number)s") % {"number": visit}, "")


def _session_row(session: Session) -> Row:
    words = _("%(kind)s, %(day)s, %(place)s") % {
        "kind": session.get_kind_display(),
        "day": dates.write_date(session.on),
        "place": session.place,
    }
    return Row(words, session.get_absolute_url())


VISITS = Ledger(
    "visits", "unit", _visits, _of_visits, _visit_row, readers=READERS, related=("unit",)
)
SEALED_VISITS = Ledger(
    "sealed_visits", "unit", _sealed_visits, _of_visits, _sealed_visit_row,
    readers=SEALED_READERS, is_sealed=True,
)  # fmt: skip
MATTERS = Ledger(
    "matters", "visit__unit", _open_matters, _of_matters, _matter_row,
    readers=READERS, related=("visit",),
)  # fmt: skip
SEALED_MATTERS = Ledger(
    "sealed_matters", "visit__unit", _sealed_matters, _of_matters, _sealed_row,
    readers=SEALED_READERS, is_sealed=True,
)  # fmt: skip
SESSIONS = Ledger("sessions", "unit", _sessions, _of_sessions, _session_row)
