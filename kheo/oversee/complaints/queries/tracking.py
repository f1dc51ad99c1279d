"""A complaint as its stages, each with its day and its reason, cut to what the reader may see."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kheo.foundation import tongues
from kheo.foundation.clock.book import default_calendar
from kheo.foundation.clock.deadlines import Due
from kheo.foundation.documents import queries as documents
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import queries as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.vietnamese import dates
from kheo.oversee.complaints import rules
from kheo.oversee.complaints.models import Complaint, Decision
from kheo.oversee.complaints.queries import clocks, competence
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.queries import Reader

Stage = Complaint.Stage
KINDS: dict[str, Promise] = {
    "complaint.accept": gettext_lazy("Thụ lý"),
    "complaint.resolve": gettext_lazy("Giải quyết"),
    "complaint.send": gettext_lazy("Gửi quyết định"),
    "complaint.publish": gettext_lazy("Công khai quyết định"),
}


@dataclass(frozen=True)
class Event:
    """One line of the way of a complaint."""

    title: str
    at: date | datetime | None
    text: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Dated:
    """One date of the law with the sentences that explain it."""

    label: str
    due: date
    reasons: list[str]
    closed: date | None = None
    cautions: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Chain:
    """Both instances of one matter, as far as they exist."""

    first: Complaint | None
    second: Complaint | None


@dataclass(frozen=True)
class View:
    """Everything a page shows about one complaint."""

    complaint: Complaint
    reader: Reader
    events: list[Event]
    dates: list[Dated]
    chain: Chain
    files: dict[str, list[StoredFile]]
    decision: Decision | None
    may_go_on: bool
    court: str
    is_late_filing: bool

    @property
    def shows_words(self) -> bool:
        return self.reader > Reader.PUBLIC


def find(pk: int) -> Complaint | None:
    """Return one complaint with what its page needs."""
    return (
        Complaint.objects.select_related(
            "petition__unit",
            "petition__duty__unit",
            "petition__duty__body__unit__parent",
            "petition__duty__body__parent",
            "petition__duty__head",
            "petition__duty__person",
            "first__petition__unit",
            "first__petition__duty__body",
            "accepted_by",
            "verifier",
            "against_person",
            "competent",
        )
        .filter(pk=pk)
        .first()
    )


def view(complaint: Complaint, *, reader: Reader, today: date) -> View:
    """Gather one complaint for a reader."""
    decision = Decision.objects.filter(pk=complaint.pk).first()
    return View(
        complaint=complaint,
        reader=reader,
        events=_events(complaint, decision, reader),
        dates=_dates(complaint, decision, reader),
        chain=_chain(complaint),
        files=_files(complaint) if reader > Reader.PUBLIC else {},
        decision=decision,
        may_go_on=competence.may_be_followed(complaint, today=today),
        court=rules.book().court,
        is_late_filing=reader > Reader.PUBLIC
        and clocks.is_late_filing(complaint, _day(complaint.petition.received_at)),
    )


def shown(petition: Petition, reader: Reader, today: date) -> tuple[str, dict[str, Any]] | None:
    """Give the tracking page what it adds for a complaint."""
    complaint = find(petition.pk)
    if complaint is None:
        return None
    again = reverse("complaints:again", args=[petition.code])
    withdraw = reverse("complaints:withdraw", args=[petition.code])
    shown_view = view(complaint, reader=reader, today=today)
    context = {
        "complaint_view": shown_view,
        "today": today,
        "again_url": again if shown_view.may_go_on else "",
        "withdraw_url": withdraw if complaint.is_running else "",
    }
    return "complaints/_shown.html", context


def _chain(complaint: Complaint) -> Chain:
    if complaint.instance == 2:
        return Chain(complaint.first, complaint)
    followed = complaint.seconds.exclude(stage__in=(Stage.REFUSED, Stage.WITHDRAWN))
    return Chain(complaint, followed.select_related("petition").first())


def _files(complaint: Complaint) -> dict[str, list[StoredFile]]:
    held: dict[str, list[StoredFile]] = {}
    for file in documents.of(complaint.subject):
        held.setdefault(file.holder.removeprefix("complaint."), []).append(file)
    return held


# --- Dates ------------------------------------------------------------------------------------


def _dates(complaint: Complaint, decision: Decision | None, reader: Reader) -> list[Dated]:
    language = tongues.current()
    rows = _limits(complaint, reader, language)
    found = Duty.objects.filter(subject=complaint.subject, kind__in=KINDS).order_by("pk")
    for duty in found:
        rows.append(
            Dated(
                str(KINDS[duty.kind]),
                duty.due_on,
                duties.explanation(duty, language),
                _day(duty.closed_at) if duty.closed_at else None,
                duties.cautions(duty, language) if reader == Reader.OFFICER else [],
            )
        )
    return rows + _rights(decision, language)


def _limits(complaint: Complaint, reader: Reader, language: str) -> list[Dated]:
    due = clocks.limitation(complaint) if reader > Reader.PUBLIC else None
    if due is None:
        return []
    lodged = _day(complaint.petition.received_at)
    cautions = due.cautions(language) if reader == Reader.OFFICER else []
    return [Dated(_("Thời hiệu khiếu nại"), due.on, due.explain(language), lodged, cautions)]


def _rights(decision: Decision | None, language: str) -> list[Dated]:
    if decision is None:
        return []
    rows = []
    if decision.file_due:
        due = Due.from_json(decision.file_due)
        rows.append(Dated(_("Khiếu nại lần hai đến hết ngày"), due.on, due.explain(language)))
    final = Due.from_json(decision.final_due)
    rows.append(Dated(_("Có hiệu lực pháp luật sau ngày"), final.on, final.explain(language)))
    return rows


# --- The way ----------------------------------------------------------------------------------


def _events(complaint: Complaint, decision: Decision | None, reader: Reader) -> list[Event]:
    rows = [_lodged(complaint), *_accepted(complaint)]
    rows += [*_handled(complaint, reader), *_paused(complaint), *_withdrawn(complaint, reader)]
    rows = sorted(rows, key=lambda event: _day(event.at) if event.at else date.max)
    rows += _ended(complaint, reader)
    if decision is not None:
        rows += _decided(complaint, decision, reader)
    return rows


def _lodged(complaint: Complaint) -> Event:
    instance = _("Khiếu nại lần đầu") if complaint.instance == 1 else _("Khiếu nại lần hai")
    channel = str(complaint.petition.get_channel_display())
    return Event(instance, complaint.petition.received_at, channel)


def _accepted(complaint: Complaint) -> list[Event]:
    if complaint.accepted_on is None:
        return []
    parts = [complaint.competent.name if complaint.competent else ""]
    if complaint.is_remote:
        parts.append(_("thời hạn vùng sâu, vùng xa"))
    return [Event(_("Đã thụ lý"), complaint.accepted_on, ", ".join(filter(None, parts)))]


def _handled(complaint: Complaint, reader: Reader) -> list[Event]:
    rows = [
        Event(_("Xác minh"), one.at, one.found if reader == Reader.OFFICER else "")
        for one in complaint.verifications.all()
    ]
    for dialogue in complaint.dialogues.all():
        text = dialogue.minutes if reader > Reader.PUBLIC else ""
        if dialogue.state == dialogue.State.INVITED and reader > Reader.PUBLIC:
            text = dialogue.place
        title = _("Đối thoại: %(state)s") % {"state": dialogue.get_state_display()}
        rows.append(Event(title, dialogue.meets_at, text))
    return rows


def _paused(complaint: Complaint) -> list[Event]:
    rows = []
    for pause in complaint.pauses.all():
        ground = rules.book().ground("suspend", pause.ground)
        words = ground.words if ground else pause.ground
        rows.append(Event(_("Tạm đình chỉ"), pause.since, words, "now" if not pause.until else ""))
        if pause.until:
            rows.append(Event(_("Giải quyết tiếp"), pause.until))
    return rows


def _withdrawn(complaint: Complaint, reader: Reader) -> list[Event]:
    return [
        Event(_("Rút một phần khiếu nại"), one.on, one.what if reader > Reader.PUBLIC else "")
        for one in complaint.withdrawals.all()
        if not one.is_whole
    ]


def _ended(complaint: Complaint, reader: Reader) -> list[Event]:
    if complaint.stage in (Stage.REFUSED, Stage.DISCONTINUED):
        section = "refuse" if complaint.stage == Stage.REFUSED else "discontinue"
        ground = rules.book().ground(section, complaint.ground)
        words = [ground.words if ground else complaint.ground]
        words += [complaint.explanation] if reader > Reader.PUBLIC else []
        return [Event(complaint.get_stage_display(), complaint.ended_on, ". ".join(words), "done")]
    if complaint.stage == Stage.WITHDRAWN:
        return [Event(complaint.get_stage_display(), complaint.ended_on, "", "done")]
    return []


def _decided(complaint: Complaint, decision: Decision, reader: Reader) -> list[Event]:
    ruling = decision.get_ruling_display()
    text = f"{decision.number}: {ruling}" if reader > Reader.PUBLIC else ruling
    rows = [Event(_("Quyết định giải quyết"), decision.decided_on, text, "done")]
    if decision.sent_on:
        rows.append(
            Event(_("Đã gửi quyết định"), decision.sent_on, decision.get_delivery_display())
        )
    if decision.delivered_on:
        rows.append(Event(_("Người khiếu nại đã nhận"), decision.delivered_on))
    for one in decision.publications.all():
        until = _("đến hết ngày %s") % dates.write_plain_date(one.until) if one.until else ""
        rows.append(
            Event(one.get_way_display(), one.since, ", ".join(filter(None, (one.place, until))))
        )
    for done in decision.executions.all():
        title = _("Thi hành: %(work)s") % {"work": done.work}
        tone = "done" if done.done_on else "next"
        rows.append(Event(title, done.done_on or done.due_on, done.result or done.who, tone))
    return rows if reader > Reader.PUBLIC else rows[:1] + _public_only(decision)


def _public_only(decision: Decision) -> list[Event]:
    return [Event(one.get_way_display(), one.since) for one in decision.publications.all()]


def _day(moment: date | datetime) -> date:
    return default_calendar().day_of(moment)
