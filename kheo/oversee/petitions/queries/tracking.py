"""Everything that the page of one petition shows, cut to what its reader may see."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import IntEnum
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kheo.foundation.documents import queries as documents
from kheo.foundation.documents.access import PUBLIC
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import kinds as duty_kinds
from kheo.foundation.duties import queries as duties
from kheo.foundation.duties.models import Duty, Step
from kheo.oversee.petitions import grounds, kinds, publishing
from kheo.oversee.petitions.models import Petition

Kind = Step.Kind
Outcome = Duty.Outcome
NEEDED = (
    "unit",
    "duty",
    "duty__unit",
    "duty__body",
    "duty__head",
    "duty__person",
    "answered_by",
    "joined_to",
)
# Ends that speak of the matter; what is written at the others concerns its sender alone.
TOLD_TO_ALL = frozenset({"", Outcome.DONE, Outcome.PARTLY, Outcome.REFUSED, Outcome.NOT_OURS})


class Reader(IntEnum):
    """Who reads: everybody, whoever holds the receipt, an officer of the unit."""

    PUBLIC = 0
    SENDER = 1
    OFFICER = 2


@dataclass(frozen=True)
class Event:
    """One line of the timeline."""

    title: str
    at: datetime
    text: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Tracking:
    """A petition as one reader sees it."""

    petition: Petition
    reader: Reader
    events: list[Event]
    photos: list[StoredFile]
    proof: list[StoredFile]
    added: list[StoredFile]
    reasons: list[str]
    left: str
    cautions: list[str] = field(default_factory=list)

    @property
    def shows_words(self) -> bool:
        """Say whether this reader sees what the petition is about."""
        return self.petition.is_public or self.reader > Reader.PUBLIC

    @property
    def shows_answer(self) -> bool:
        """Say whether this reader sees the words it ended with."""
        if self.reader > Reader.PUBLIC:
            return True
        return self.petition.is_public and self.petition.outcome in TOLD_TO_ALL

    @property
    def answer_title(self) -> str:
        """Head the words it ended with by how it ended."""
        return str(ENDS.get(self.petition.outcome, ENDS[Outcome.DONE]))

    @property
    def ground(self) -> grounds.Ground | None:
        """The reason in law of a refusal, where one was named."""
        return grounds.refusals().get(self.petition.refusal_ground)

    @property
    def title(self) -> str:
        return self.petition.heading if self.reader > Reader.PUBLIC else self.petition.title

    @property
    def text(self) -> str:
        return self.petition.text if self.reader > Reader.PUBLIC else self.petition.public_text

    @property
    def answer(self) -> str:
        """The words it ended with, as this reader may read them."""
        return self._told(self.petition.answer)

    @property
    def absorbed(self) -> str:
        """What was taken up, as this reader may read it."""
        return self._told(self.petition.absorbed)

    @property
    def no_proof_reason(self) -> str:
        """Why there is no proof, as this reader may read it."""
        return self._told(self.petition.no_proof_reason)

    @property
    def earlier_answer(self) -> str:
        """The answer that was sent back, as this reader may read it."""
        return self._told(self.petition.earlier_answer)

    def _told(self, text: str) -> str:
        is_stranger = self.reader == Reader.PUBLIC
        return publishing.for_strangers(self.petition, text) if is_stranger else text


TITLES: dict[str, Promise] = {
    Kind.ASSIGNED: gettext_lazy("Đã giao người làm"),
    Kind.PROGRESSED: gettext_lazy("Đang làm"),
    Kind.ASKED: gettext_lazy("Hỏi thêm người gửi"),
    Kind.REPLIED: gettext_lazy("Người gửi bổ sung"),
    Kind.SUSPENDED: gettext_lazy("Tạm dừng tính hạn"),
    Kind.RESUMED: gettext_lazy("Tiếp tục tính hạn"),
    Kind.EXTENDED: gettext_lazy("Gia hạn"),
    Kind.HANDED_OVER: gettext_lazy("Chuyển đơn vị khác"),
    Kind.REDATED: gettext_lazy("Tính lại hạn theo lịch nghỉ"),
    Kind.ESCALATED: gettext_lazy("Nhắc người đứng đầu"),
    Kind.CLOSED: gettext_lazy("Đã trả lời"),
    Kind.REOPENED: gettext_lazy("Người gửi đề nghị làm lại"),
    Kind.RETURNED: gettext_lazy("Trả về người đứng đầu để giao lại"),
    Kind.HELP_ASKED: gettext_lazy("Nhờ nơi khác phối hợp"),
    Kind.HELP_GIVEN: gettext_lazy("Nơi phối hợp đã làm xong"),
    Kind.HELP_ENDED: gettext_lazy("Thôi nhờ phối hợp"),
}
# How a petition may end, in words for its sender.
ENDS: dict[str, Promise] = {
    Outcome.DONE: gettext_lazy("Trả lời"),
    Outcome.PARTLY: gettext_lazy("Trả lời: giải quyết được một phần"),
    Outcome.REFUSED: gettext_lazy("Từ chối, có căn cứ"),
    Outcome.NOT_OURS: gettext_lazy("Không thuộc thẩm quyền ở đây: nơi cần đến"),
    Outcome.WITHDRAWN: gettext_lazy("Người gửi đã rút đơn"),
    Outcome.FILED: gettext_lazy("Đơn được lưu, không xử lý tiếp"),
    Outcome.JOINED: gettext_lazy("Theo dõi và trả lời ở đơn khác"),
}
ENDED: dict[str, Promise] = {
    **ENDS,
    Outcome.DONE: TITLES[Kind.CLOSED],
    Outcome.PARTLY: gettext_lazy("Đã trả lời, giải quyết được một phần"),
    Outcome.NOT_OURS: gettext_lazy("Đã hướng dẫn nơi khác"),
    Outcome.JOINED: gettext_lazy("Nhập vào đơn khác"),
    Outcome.TURNED: gettext_lazy("Chuyển sang loại đơn khác"),
}
TONES = {
    Kind.CLOSED: "done",
    Kind.REOPENED: "late",
    Kind.ASKED: "now",
}
# What may carry somebody's private affairs; only the sender and the officers read it.
PRIVATE = frozenset({Kind.ASKED, Kind.REPLIED, Kind.REOPENED, Kind.CLOSED})
# Dates that the machine writes; nobody's words are in it.
PLAIN = frozenset({Kind.REDATED})


def tracking(petition: Petition, *, reader: Reader, today: date, language: str) -> Tracking:
    """Gather one petition for a reader; the row comes with what `NEEDED` names."""
    files = list(documents.of(petition.subject))
    shows_words = petition.is_public or reader > Reader.PUBLIC
    steps = _steps(petition, reader)
    is_stranger = reader == Reader.PUBLIC
    copies = PUBLIC if is_stranger else ""
    photos = _held(files, f"petition.photo{copies}") if shows_words else []
    events = [
        *_beginning(
            petition, len(_held(files, "petition.photo")), _routed(petition, steps, reader)
        ),
        *_since(petition, steps, reader, shows_words),
    ]
    return Tracking(
        petition=petition,
        reader=reader,
        events=[_for_strangers(petition, event) for event in events] if is_stranger else events,
        photos=photos if petition.are_photos_public or not is_stranger else [],
        proof=_held(files, f"petition.proof{copies}") if shows_words else [],
        added=_held(files, "petition.added") if reader > Reader.PUBLIC else [],
        reasons=duties.explanation(petition.duty, language),
        left=duties.remaining(petition.duty, today).words(language) if petition.is_open else "",
        cautions=(duties.cautions(petition.duty, language) if reader == Reader.OFFICER else []),
    )


def _for_strangers(petition: Petition, event: Event) -> Event:
    return replace(event, text=publishing.for_strangers(petition, event.text))


def _held(files: list[StoredFile], holder: str) -> list[StoredFile]:
    return [file for file in files if file.holder == holder]


def _routed(petition: Petition, steps: list[Step], reader: Reader) -> str:
    """Say why it went where it is; a clerk's words on a case are not for strangers."""
    by_hand = any(
        step.kind == Kind.HANDED_OVER or step.duty.outcome == Outcome.TURNED for step in steps
    )
    return "" if by_hand and reader == Reader.PUBLIC else petition.routing_reason


def _beginning(petition: Petition, photos: int, why: str) -> list[Event]:
    parts = [str(petition.get_channel_display())]
    if photos:
        parts.append(ngettext("%(n)s ảnh", "%(n)s ảnh", photos) % {"n": photos})
    if petition.latitude is not None:
        parts.append(_("vị trí trên bản đồ"))
    to = _("Chuyển %(unit)s") % {"unit": petition.unit.full_name}
    began = kinds.origin(petition)
    return [
        *([Event(*began)] if began else []),
        Event(_("Đã nhận"), petition.received_at, ", ".join(parts)),
        Event(to, petition.registered_at, why),
    ]


def _steps(petition: Petition, reader: Reader) -> list[Step]:
    """Gather the steps of all that was owed for it; what other bodies were asked is theirs."""
    found = Step.objects.filter(duty__subject=petition.subject, duty__parent=None)
    if reader == Reader.PUBLIC:
        found = found.filter(is_public=True)
    found = found.select_related("by", "duty").defer("duty__explanation")
    # As they were written: what is owed anew may count from an earlier day than it was decided.
    return sorted(found, key=lambda step: step.pk)


def _since(petition: Petition, steps: list[Step], reader: Reader, shows_words: bool) -> list[Event]:
    first = min((step.duty_id for step in steps), default=None)
    shown = [step for step in steps if _is_shown(step, reader, first)]
    last = next((step for step in reversed(shown) if step.kind == Kind.CLOSED), None)
    return [
        Event(
            title=_title(petition, step, is_last=step is last),
            at=max(step.at, before.at) if step.kind == Kind.OPENED else step.at,
            text=step.text if _may_read(petition, step, reader, shows_words) else "",
            tone=TONES.get(Kind(step.kind), "now" if step is shown[-1] else ""),
        )
        for before, step in pairwise([*shown[:1], *shown])
    ]


def _title(petition: Petition, step: Step, *, is_last: bool) -> str:
    if step.kind == Kind.OPENED:
        return _("Việc tiếp theo: %(what)s") % {"what": _work(step)}
    if step.kind != Kind.CLOSED:
        return str(TITLES[step.kind])
    if step.duty_id != petition.duty_id:
        if step.duty.outcome == Outcome.TURNED:
            return str(ENDED[Outcome.TURNED])
        return _("Xong: %(what)s") % {"what": _work(step)}
    ended = petition.outcome if is_last and not petition.is_open else Outcome.DONE
    return str(ENDED.get(ended, TITLES[Kind.CLOSED]))


def _work(step: Step) -> str:
    return str(duty_kinds.get(step.duty.kind).label)


def _is_shown(step: Step, reader: Reader, first: int | None) -> bool:
    if step.kind == Kind.OPENED:
        return step.duty_id != first
    is_for = step.is_public or reader == Reader.OFFICER or step.kind == Kind.REPLIED
    return step.kind in TITLES and is_for


def _may_read(petition: Petition, step: Step, reader: Reader, shows_words: bool) -> bool:
    if step.kind == Kind.CLOSED and step.duty_id == petition.duty_id:
        # The answer itself stands on top of the page.
        return False
    if step.kind in PLAIN:
        return True
    return shows_words and (reader > Reader.PUBLIC or step.kind not in PRIVATE)
