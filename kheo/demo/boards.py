"""What invented communes make public in a year: on time, late, half, not at all, and put right."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from kheo.demo import pictures
from kheo.demo.days import ONE, ago, working
from kheo.demo.people import Desk, Staff
from kheo.demo.receptions import Keys
from kheo.demo.words import Words, told
from kheo.foundation.documents.models import OfficialDocument
from kheo.foundation.moments import start_of
from kheo.foundation.units import queries as units_now
from kheo.foundation.units.models import Body
from kheo.know.disclosure import rules, services
from kheo.know.disclosure.models import Act, Publication

LIST = "commune_2022"
BOARD = "niem_yet"
# How many communes, of those that are not chosen, do how much; the rest does nothing at all.
CAREFUL, USUAL, SLOW = 6, 22, 18
WITHOUT_RADIO = 5


@dataclass(frozen=True)
class Office:
    """One commune at its board: who puts up what, as of when."""

    desk: Desk
    body: Body
    now: datetime
    keys: Keys
    random: Random
    proof: bytes

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def at(self, day: date, hour: int = 9) -> datetime:
        """Give an hour of the day, or of now if that is still to come."""
        moment = start_of(working(day)) + timedelta(hours=hour, minutes=self.random.randint(0, 50))
        return min(moment, self.now - timedelta(minutes=1))


def live(
    staff: Staff,
    words: Words,
    *,
    chosen: Desk,
    documents: dict[str, OfficialDocument],
    now: datetime,
    random: Random,
) -> None:
    """Open what falls due, then let each commune do what it does."""
    services.open_due(now=min(start_of(_quarter(now).until) + 2 * ONE, now))
    said, keys = told("boards"), Keys(random)
    offices = _offices(staff, now, keys, random)
    own = next(office for office in offices if office.desk.unit.pk == chosen.unit.pk)
    for one in said["own"]:
        _make(own, one, words, documents)
    _put_right(own, said)
    others = [office for office in offices if office is not own]
    random.shuffle(others)
    for place, office in enumerate(others):
        _light(office, said["others"], place)


def _offices(staff: Staff, now: datetime, keys: Keys, random: Random) -> list[Office]:
    proof = pictures.board(seed=1).read()
    return [
        Office(desk, units_now.responsible_body(desk.unit), now, keys, random, proof)
        for desk in staff.desks
    ]


# --- Periods ----------------------------------------------------------------------------------


def _quarter(now: datetime) -> rules.Period:
    return rules.around("quarter", timezone.localdate(now))[0]


def _year(now: datetime) -> int:
    """The year whose plan is out by now."""
    today = timezone.localdate(now)
    return today.year if today.month > 1 else today.year - 1


def _period(name: str, now: datetime) -> tuple[str, date, str]:
    """Give the period as it is kept, the day of its document, and its words."""
    today, year = timezone.localdate(now), _year(now)
    begin = max(date(year, 1, 9), today - timedelta(days=355))
    if name in ("plan", "budget"):
        return f"{year}", begin, f"{year}"
    if name == "funds":
        return f"{year - 1}-KQ", min(begin + timedelta(days=30), today), f"{year - 1}"
    period = rules.around(name, today)[0]
    return period.key, min(period.until + timedelta(days=6), today), period.vi


# --- One content ------------------------------------------------------------------------------


def _make(
    office: Office, said: dict[str, Any], words: Words, documents: dict[str, OfficialDocument]
) -> Publication:
    """Record one content of the chosen commune and show it as its story says."""
    content = _content(office, said, documents.get(said.get("document", "")))
    publication = _recorded(office, content)
    day = content.decided_on
    if content.names_people:
        _name(office, publication, said, words)
    if "here" in said:
        at = office.at(day + timedelta(days=said["here"]), 10)
        services.publish_here(publication=publication, by=office.desk.clerk, now=at)
    for channel, (place, after, stays) in said.get("shown", {}).items():
        _show(office, publication, channel, place, day + timedelta(days=after), stays)
    return publication


def _content(
    office: Office, said: dict[str, Any], document: OfficialDocument | None = None
) -> services.Content:
    now = office.now
    key, day, period = _period(said["period"], now) if "period" in said else ("", None, "")
    decided_on = day or working(office.today - timedelta(days=int(said["days"])))
    filled = {"year": _year(now), "last": _year(now) - 1, "period": period}
    title = said["title"].format(place=office.desk.unit.full_name, **filled)
    return services.Content(
        list_key=LIST,
        item_key=said["item"],
        title=title[:1].upper() + title[1:],
        decided_on=working(document.issued_on if document else decided_on),
        summary=said.get("summary", ""),
        numbered=said.get("numbered", ""),
        document=document,
        period=key,
        names_people=said.get("names", False),
        public_until=office.today + timedelta(days=said["ends_in"]) if "names" in said else None,
    )


def _recorded(office: Office, content: services.Content) -> Publication:
    """Fill what the rule opened for the period, else write a new content down."""
    at, by = office.at(content.decided_on, 8), office.desk.clerk
    opened = Publication.objects.filter(
        body=office.body, item_key=content.item_key, period=content.period, opened_by_rule=True
    ).first()
    if opened is None:
        return services.record(
            body=office.body,
            content=content,
            submission_key=office.keys(),
            by=by,
            now=at,
            is_demo=True,
        )
    return services.describe(
        publication=opened, content=content, seen=opened.changed_at, by=by, now=at
    )


def _name(office: Office, publication: Publication, said: dict[str, Any], words: Words) -> None:
    lines = [
        services.Line(
            words.person(office.random),
            f"bản {office.random.choice(words.villages)}".replace("bản Bản", "bản"),
            said["result"],
        )
        for _line in range(int(said["people"]))
    ]
    at = office.at(publication.decided_on or office.today, 9)
    services.name_people(publication=publication, lines=lines, by=office.desk.clerk, now=at)


def _show(
    office: Office, publication: Publication, channel: str, place: str, day: date, stays: int
) -> Act:
    since = min(working(day), office.today)
    return services.show(
        publication=publication,
        showing=services.Showing(
            channel=channel,
            place=place,
            since=since,
            until=since + timedelta(days=stays) if stays else None,
            done_by=str(office.desk.clerk),
            proof=(pictures.kept(office.proof, name=f"{channel}.jpg"),),
        ),
        submission_key=office.keys(),
        by=office.desk.clerk,
        now=office.at(since, 11),
    )


def _put_right(office: Office, said: dict[str, Any]) -> None:
    """Correct one wrong act, and withdraw one content that did not belong there."""
    wrong = said["corrected"]
    act = Act.objects.get(
        publication__body=office.body, publication__item_key=wrong["item"], channel=BOARD
    )
    showing = services.Showing(
        channel=act.channel,
        place=wrong["place"],
        since=act.since,
        until=act.until,
        done_by=act.done_by,
    )
    services.correct(
        act=act,
        showing=showing,
        reason=wrong["reason"],
        submission_key=office.keys(),
        by=office.desk.clerk,
        now=office.at(act.since + ONE, 14),
    )
    gone = _make(office, said["withdrawn"], Words([], [], [], [], []), {})
    day = (gone.decided_on or office.today) + timedelta(days=4)
    services.withdraw(
        publication=gone,
        reason=said["withdrawn"]["reason"],
        by=office.desk.clerk,
        now=office.at(day),
    )


# --- The other communes -----------------------------------------------------------------------


def _light(office: Office, said: dict[str, Any], place: int) -> None:
    """Let a commune do as much as its place in the row of communes says."""
    for wanted, is_whole in _habits(said, place, office.random):
        document = {"numbered": f"{office.random.randint(12, 180)}/UBND", **wanted}
        content = _content(office, document)
        publication = _recorded(office, replace(content, numbered=_numbered(content)))
        if is_whole is None:
            continue
        day = content.decided_on + timedelta(days=office.random.randint(1, 6))
        services.publish_here(publication=publication, by=office.desk.clerk, now=office.at(day, 10))
        if is_whole:
            where = said["board"].format(place=office.desk.unit.full_name)
            _show(office, publication, BOARD, where, day, 30)
    if place % 15 == WITHOUT_RADIO:
        services.state_lack(
            body=office.body,
            channel="truyen_thanh",
            reason=said["no_radio"],
            by=office.desk.clerk,
            now=ago(office.now, 120),
        )


def _numbered(content: services.Content) -> str:
    return content.numbered.replace("/", "/KH-" if content.item_key == "ke_hoach_ktxh" else "/BC-")


def _habits(
    said: dict[str, Any], place: int, random: Random
) -> Iterator[tuple[dict[str, Any], bool | None]]:
    """Say what a commune does: wholly, on this site only, or not yet (None)."""
    event = {**random.choice(said["events"]), "days": random.randint(30, 200)}
    if place < CAREFUL:
        yield from ((said[name], True) for name in ("year", "quarter", "funds"))
        yield event, True
    elif place < CAREFUL + USUAL:
        yield said["quarter"], True
        yield said["year" if place % 2 else "funds"], True
    elif place < CAREFUL + USUAL + SLOW:
        yield said["quarter"], place % 3 > 0
    if place % 8 == 0:
        yield {**random.choice(said["events"]), "days": random.randint(2, 5)}, None
