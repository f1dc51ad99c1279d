"""The lists that officers work from, and everything a page shows about one duty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.signing import BadSignature, Signer
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import held as held_posts
from kheo.foundation.accounts.queries import units_where
from kheo.foundation.clock.book import default_book, default_calendar
from kheo.foundation.clock.calendar import WorkCalendar
from kheo.foundation.clock.deadlines import Remaining
from kheo.foundation.clock.deadlines import remaining as left
from kheo.foundation.clock.rules import ExtensionLimit
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import kinds, permissions
from kheo.foundation.duties.deadlines import Reminders
from kheo.foundation.duties.models import Duty, DutyQuerySet, Feed, Step
from kheo.foundation.units.models import Unit
from kheo.foundation.units.queries import became

FEED_LENGTH = 500
SIGNER = Signer(salt="duties.feed", sep="~")


@dataclass(frozen=True)
class Child:
    """What another body was asked for, as those who asked see it."""

    duty: Duty
    proof: list[StoredFile]

    @property
    def is_open(self) -> bool:
        return self.duty.closed_at is None

    @property
    def was_called_back(self) -> bool:
        return self.duty.outcome == Duty.Outcome.WITHDRAWN


@dataclass(frozen=True)
class Orphan:
    """An open duty of a unit that ended, and the units among which somebody has to choose."""

    duty: Duty
    heirs: list[Unit]


@dataclass(frozen=True)
class Counts:
    """How many duties each tab holds."""

    mine: int
    of_unit: int
    for_head: int
    late: int
    due_this_week: int
    done: int


@dataclass(frozen=True)
class Burden:
    """How much one person has to do that one post answers for."""

    person: int | None
    head: int
    late: int
    due_this_week: int


# --- Lists ------------------------------------------------------------------------------------


def mine(user: User, today: date) -> DutyQuerySet:
    """Return what the user has to do, nearest date first."""
    return _open(_mine(user))


def of_unit(user: User, today: date) -> DutyQuerySet:
    """Return what is owed in the units where the user reads duties, and below them."""
    return _open(_of_units(user, today))


def for_head(user: User, today: date) -> DutyQuerySet:
    """Return what waits for the user as head: given to nobody, or sent back by its sender."""
    return _open(_for_head(user, today))


def late(user: User, today: date) -> DutyQuerySet:
    """Return what has passed its date among all that the user sees."""
    return _open(_seen(user, today)).late(today=today)


def due_this_week(user: User, today: date) -> DutyQuerySet:
    """Return what falls due from today to Sunday among all that the user sees."""
    return _open(_seen(user, today)).filter(_this_week(today))


def done(user: User, today: date) -> DutyQuerySet:
    """Return what has a result among all that the user sees, the newest first."""
    closed = Duty.objects.filter(_seen(user, today), closed_at__isnull=False)
    return closed.with_names().order_by("-closed_at", "-id")


def counts(user: User, today: date) -> Counts:
    """Count the rows of every tab at once."""
    units, is_open = _of_units(user, today), Q(closed_at__isnull=True)
    running = ~Q(progress=Duty.Progress.SUSPENDED)
    waiting = _for_head(user, today)
    row = Duty.objects.filter(_mine(user) | units | waiting).aggregate(
        mine=Count("pk", filter=is_open & _mine(user)),
        of_unit=Count("pk", filter=is_open & units),
        for_head=Count("pk", filter=is_open & waiting),
        late=Count("pk", filter=is_open & running & Q(due_on__lt=today)),
        due_this_week=Count("pk", filter=is_open & _this_week(today)),
        done=Count("pk", filter=~is_open),
    )
    return Counts(**row)


def _open(seen: Q) -> DutyQuerySet:
    return Duty.objects.open().filter(seen).with_names().order_by("due_on", "id")


def _mine(user: User) -> Q:
    return Q(person=user)


def _for_head(user: User, today: date) -> Q:
    posts = [held.post for held in held_posts(user, today)]
    nobodys = Q(person__isnull=True)
    sent_back = Q(reopened__gt=0, progress=Duty.Progress.ASSIGNED)
    return Q(head__in=posts) & (nobodys | sent_back)


def _of_units(user: User, today: date) -> Q:
    """Look at the units' paths once; no unit at all matches nothing."""
    found = Q(pk__in=[])
    for path in units_where(user, "duties.read", today).values_list("path", flat=True):
        found |= Q(unit__path__startswith=path)
    return found


def _seen(user: User, today: date) -> Q:
    return _mine(user) | _of_units(user, today)


def _this_week(today: date) -> Q:
    return Q(due_on__gte=today, due_on__lte=today + timedelta(days=6 - today.weekday()))


# --- One duty ---------------------------------------------------------------------------------


def about(subject: str, kind: str = "") -> Duty:
    """Return the duty of a subject, the newest when it has several; raise Duty.DoesNotExist."""
    found = Duty.objects.with_names().filter(subject=subject)
    return (found.filter(kind=kind) if kind else found).latest("opened_at", "id")


def steps(duty: Duty, *, public_only: bool = True) -> QuerySet[Step]:
    """Return what happened to a duty, in order."""
    found = duty.steps.select_related("by")
    return found.filter(is_public=True) if public_only else found


def explanation(duty: Duty, language: str = "vi") -> list[str]:
    """Say why the date is this date, in sentences for everybody."""
    lines = duty.due.explain(language)
    if duty.no_later_than is not None and duty.due_on == duty.no_later_than:
        with override(language):
            said = _("Không muộn hơn %(day)s: nơi nhờ cần kết quả trước hạn của việc chính.")
            lines.append(said % {"day": f"{duty.due_on:%d/%m/%Y}"})
    return lines


def children(duty: Duty) -> list[Child]:
    """Return what other bodies were asked for, in the order of asking, with what came back."""
    found = duty.children.with_names().prefetch_related("proof").order_by("pk")
    return [Child(child, list(child.proof.all())) for child in found]


def cautions(duty: Duty, language: str = "vi") -> list[str]:
    """Say what is uncertain about the date, in sentences for officers."""
    return duty.due.cautions(language)


def remaining(duty: Duty, today: date) -> Remaining:
    """Say how much time is left or overdue."""
    return left(duty.due, today, default_calendar())


def extension_grounds(duty: Duty) -> tuple[ExtensionLimit, ...]:
    """Return the grounds on which the rule of a duty lets its date be extended."""
    inputs = duty.due.inputs
    day = default_calendar().day_of(inputs.trigger)
    return default_book().get(inputs.rule_code, day).extensions


# --- For the jobs and the feed ----------------------------------------------------------------


def counted_otherwise(calendar: WorkCalendar, *, after: int, size: int) -> list[int]:
    """Return open duties whose date was counted over another calendar."""
    stale = Duty.objects.open().exclude(explanation__calendar_version=calendar.version)
    return list(stale.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:size])


def of_ended_units(today: date, *, after: int, size: int | None) -> list[int]:
    """Return open duties whose unit has ended by a day."""
    ended = Duty.objects.open().filter(unit__valid_to__lt=today, pk__gt=after)
    return list(ended.order_by("pk").values_list("pk", flat=True)[:size])


def awaiting_heir(user: User, today: date) -> list[Orphan]:
    """Return duties of ended units for which the user has to choose who goes on with them."""
    ended = Duty.objects.open().filter(unit__valid_to__lt=today).with_names().order_by("due_on")
    mine = [duty for duty in ended if permissions.may_choose_heir(user, duty, today=today)]
    heirs = became([duty.unit for duty in mine], on=today)
    return [Orphan(duty, [part.unit for part in heirs[duty.unit_id]]) for duty in mine]


def to_remind_of(today: date, reminders: Reminders) -> DutyQuerySet:
    """Return running duties that somebody may have to be reminded of today."""
    horizon = reminders.horizon(today=today, calendar=default_calendar())
    near = Q(due_on__lte=horizon) | Q(warn_on__lte=today)
    not_today = Q(escalated_on__isnull=True) | Q(escalated_on__lt=today)
    running = Duty.objects.open().exclude(progress=Duty.Progress.SUSPENDED)
    return running.filter(near, not_today).order_by("due_on", "id")


def burdens(today: date) -> list[Burden]:
    """Count by person and answerable post what is late and what falls due this week."""
    running = Duty.objects.open().exclude(progress=Duty.Progress.SUSPENDED)
    rows = (
        running.filter(due_on__lte=today + timedelta(days=6 - today.weekday()))
        .order_by()
        .values_list("person", "head")
        .annotate(
            late=Count("pk", filter=Q(due_on__lt=today)),
            due_this_week=Count("pk", filter=Q(due_on__gte=today)),
        )
    )
    return [Burden(*row) for row in rows]


def feed_owner(token: str) -> User | None:
    """Return whose feed an address opens, if it is still good."""
    try:
        person, revision = map(int, SIGNER.unsign(token).split("-"))
    except (BadSignature, ValueError):
        return None
    good = Feed.objects.filter(person=person, revision=revision, person__is_active=True)
    found = good.select_related("person").first()
    return found.person if found else None


def in_feed(person: User) -> Iterable[Duty]:
    """Return the open duties a person's calendar shows, each with the moment of its last step."""
    hidden = [kind.key for kind in kinds.registered() if not kind.feed]
    return (
        Duty.objects.open()
        .filter(person=person)
        .exclude(kind__in=hidden)
        .select_related("unit", "body")
        .annotate(changed_at=Max("steps__at"))
        .order_by("due_on", "id")[:FEED_LENGTH]
    )
