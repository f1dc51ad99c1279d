"""What the makers of forms do: write a draft, publish it as a version, say who owes it, end it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from kheo.foundation import refusals
from kheo.foundation.accounts.models import User
from kheo.foundation.figures import indicators
from kheo.foundation.figures.addresses import Address
from kheo.foundation.log import services as log
from kheo.foundation.units.models import Body, Unit
from kheo.foundation.vietnamese.text import fold
from kheo.insight.returns import binding, errors, periods, permissions, senders
from kheo.insight.returns.definition import BadDefinition, Definition
from kheo.insight.returns.differences import differences
from kheo.insight.returns.models import Assignment, Cell, Form, FormVersion, Return
from kheo.insight.returns.services.owing import open_due

LONGEST_KEY = 50
# The address of the page on which a form is begun.
RESERVED = "moi"


@dataclass(frozen=True)
class Published:
    """A version that is in force, and what became of the returns that were being filled in."""

    version: FormVersion
    carried: int
    kept: int


# --- Forms ------------------------------------------------------------------------------------


@transaction.atomic
def create_form(*, title: str, basis: str, owner: Body, by: User, now: datetime) -> Form:
    """Begin a form with an empty draft; raise TitleMissing or TitleTaken."""
    if not permissions.may_make(by, owner, today=timezone.localdate(now)):
        raise PermissionDenied
    title = refusals.said(title, errors.TitleMissing)
    form = Form.objects.create(key=_free_key(title), title=title, basis=basis.strip(), owner=owner)
    FormVersion.objects.create(form=form, number=1, definition=Definition().write())
    _record("form.created", form, by, now)
    return form


@transaction.atomic
def describe_form(*, form: Form, title: str, basis: str, by: User, now: datetime) -> Form:
    """Change what a form is called; raise TitleMissing or TitleTaken."""
    form = _held(form, by, now)
    title = refusals.said(title, errors.TitleMissing)
    _refuse_title(title, form.pk)
    form.title, form.basis = title, basis.strip()
    form.save(update_fields=["title", "basis"])
    _record("form.described", form, by, now)
    return form


@transaction.atomic
def retire(*, form: Form, by: User, now: datetime) -> Form:
    """Ask it for no further period; what is open stays open and owed."""
    return _use(form, is_active=False, by=by, now=now)


@transaction.atomic
def restore(*, form: Form, by: User, now: datetime) -> Form:
    """Ask it again, for the periods that open from now on."""
    form = _use(form, is_active=True, by=by, now=now)
    open_due(now=now, form=form)
    return form


def _use(form: Form, *, is_active: bool, by: User, now: datetime) -> Form:
    form = _held(form, by, now)
    form.is_active = is_active
    form.save(update_fields=["is_active"])
    _record("form.restored" if is_active else "form.retired", form, by, now)
    return form


def _free_key(title: str) -> str:
    _refuse_title(title)
    stem = slugify(fold(title))[:LONGEST_KEY].strip("-") or "bieu"
    taken = {RESERVED, *Form.objects.filter(key__startswith=stem).values_list("key", flat=True)}
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)


def _refuse_title(title: str, but: int = 0) -> None:
    # Rules name other forms by their title, so two may not bear one.
    if Form.objects.filter(title__iexact=title).exclude(pk=but).exists():
        raise errors.TitleTaken


def _held(form: Form, by: User, now: datetime) -> Form:
    """Take the row for a change by somebody who may; the second of two officers waits here."""
    found = Form.objects.select_for_update(of=("self",)).select_related("owner__unit")
    form = found.get(pk=form.pk)
    if not permissions.may_define(by, form, today=timezone.localdate(now)):
        raise PermissionDenied
    return form


def _record(action: str, form: Form, by: User, now: datetime, **detail: object) -> None:
    code = form.owner.unit.code if form.owner else ""
    log.record(
        action=action, on=f"form:{form.key}", by=by.username, at=now, unit_code=code, detail=detail
    )


# --- Drafts -----------------------------------------------------------------------------------


@transaction.atomic
def begin_draft(*, form: Form, by: User, now: datetime) -> FormVersion:
    """Begin the next version as a copy of the last; return the draft where there is one."""
    form = _held(form, by, now)
    latest = form.versions.order_by("-number").first()
    if latest is not None and not latest.is_published:
        return latest
    made = FormVersion.objects.create(
        form=form,
        number=latest.number + 1 if latest else 1,
        definition=latest.definition if latest else Definition().write(),
    )
    _record("form.draft_begun", form, by, now, version=made.number)
    return made


@transaction.atomic
def save_draft(
    *, version: FormVersion, definition: Definition, revision: int, by: User, now: datetime
) -> FormVersion:
    """Keep what was written; raise DraftChanged when another officer saved since `revision`."""
    version = _draft(version, revision, by, now)
    definition.check()
    version.definition = definition.write()
    version.revision += 1
    version.save(update_fields=["definition", "revision"])
    _record("form.draft_saved", version.form, by, now, version=version.number)
    return version


@transaction.atomic
def discard_draft(*, version: FormVersion, revision: int, by: User, now: datetime) -> None:
    """Throw away what was not published; raise DraftChanged, or OnlyVersion."""
    version = _draft(version, revision, by, now)
    if not version.form.versions.published().exists():
        raise errors.OnlyVersion
    _record("form.draft_discarded", version.form, by, now, version=version.number)
    version.delete()


def _draft(version: FormVersion, revision: int, by: User, now: datetime) -> FormVersion:
    form = _held(version.form, by, now)
    found = FormVersion.objects.filter(pk=version.pk, published_at=None).first()
    if found is None:
        raise errors.AlreadyPublished
    if found.revision != revision:
        raise errors.DraftChanged
    found.form = form
    return found


# --- Publishing -------------------------------------------------------------------------------


def unfit(definition: Definition) -> list[str]:
    """List why a definition cannot be published, a sentence each."""
    if not any(definition.rows()):
        return [_("Biểu chưa có dòng nào.")]
    found = list(dict.fromkeys(str(problem) for problem in _unknown(definition)))
    broken = binding.bind(definition).broken
    found += [
        _("Quy tắc “%(rule)s”: %(why)s") % {"rule": one.text.text, "why": one.words}
        for one in broken
    ]
    return found


def _unknown(definition: Definition) -> list[BadDefinition]:
    known = indicators.several({row.indicator for row in definition.rows()})
    problems = []
    for place in definition.cells():
        where = _("dòng “%(row)s”") % {"row": place.row.label}
        one = known.get(place.row.indicator)
        if one is None:
            words = _("không có chỉ số %(code)s") % {"code": place.row.indicator}
            problems.append(BadDefinition(where, words))
            continue
        try:
            one.check(place.address.pairs)
        except indicators.UnknownBreakdown:
            words = _("chỉ số không có phân tổ %(pairs)s") % {"pairs": place.address.breakdown}
            problems.append(BadDefinition(where, words))
    return problems


@transaction.atomic
def publish(
    *, version: FormVersion, revision: int, by: User, now: datetime, carries: bool = True
) -> Published:
    """Put a draft in force; raise DraftChanged, AlreadyPublished or NotFit.

    Returns that were never sent go over to it where each of their numbers has its cell there;
    the others are finished on the version that they were opened on.
    """
    version = _draft(version, revision, by, now)
    if problems := unfit(version.asked):
        raise errors.NotFit(" ".join(problems))
    last = version.form.versions.published().order_by("-number").first()
    with override(settings.LANGUAGE_CODE):
        version.changes = differences(last.asked if last else None, version.asked)
    version.published_at, version.published_by = now, by
    version.save(update_fields=["changes", "published_at", "published_by"])
    carried, kept = _carry(version) if carries else (0, 0)
    _record(
        "form.published", version.form, by, now,
        version=version.number, carried=carried, kept=kept,
    )  # fmt: skip
    open_due(now=now, form=version.form)
    return Published(version, carried, kept)


def _carry(version: FormVersion) -> tuple[int, int]:
    """Bring over what fits, in three statements; say how many came and how many stay."""
    waiting = Return.objects.filter(
        form=version.form, state=Return.State.DRAFT, first_sent_at=None
    ).exclude(version=version)
    pks = list(waiting.select_for_update().order_by("pk").values_list("pk", flat=True))
    held: dict[int, set[tuple[str, Address]]] = defaultdict(set)
    cells = Cell.objects.filter(origin__in=pks)
    for origin, row, column, *address in cells.values_list(
        "origin", "row", "column", "indicator", "breakdown", "level"
    ):
        held[origin].add((f"{row}.{column}", Address(*address)))
    asked = {(place.key, place.address) for place in version.asked.cells()}
    fits = [pk for pk in pks if held[pk] <= asked]
    Return.objects.filter(pk__in=fits).update(version=version, revision=F("revision") + 1)
    return len(fits), len(pks) - len(fits)


# --- Who owes it ------------------------------------------------------------------------------


@transaction.atomic
def assign(
    *,
    form: Form,
    sender: str,
    unit: Unit,
    period_kind: str,
    since: date,
    by: User,
    now: datetime,
) -> Assignment:
    """Let every such sender within a unit owe the form for each such period from a day on.

    Raise AlreadyAssigned, UnknownSender or UnknownPeriod.
    """
    form = _held(form, by, now)
    senders.sender(sender)
    periods.kind(period_kind)
    if not permissions.may_assign(by, form, unit, today=timezone.localdate(now)):
        raise PermissionDenied
    same = form.assignments.filter(sender=sender, unit=unit, period_kind=period_kind)
    if any(one.until is None or one.until > since for one in same):
        raise errors.AlreadyAssigned
    made = Assignment.objects.create(
        form=form, sender=sender, unit=unit, period_kind=period_kind, since=since
    )
    _record("form.assigned", form, by, now, sender=sender, unit=unit.code, period=period_kind)
    open_due(now=now, form=form)
    return made


@transaction.atomic
def end_assignment(*, assignment: Assignment, by: User, now: datetime) -> None:
    """Ask no period that ends from today on; what is open stays owed. Unused, it vanishes."""
    form = _held(assignment.form, by, now)
    today = timezone.localdate(now)
    found = form.assignments.filter(pk=assignment.pk, until=None)
    if assignment.since >= today:
        found.delete()
    else:
        found.update(until=today)
    _record("form.assignment_ended", form, by, now, assignment=assignment.pk)
