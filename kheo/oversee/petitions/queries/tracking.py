"""Everything that the page of one petition shows, cut to what its reader may see."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kheo.foundation.documents import queries as documents
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import queries as duties
from kheo.foundation.duties.models import Step
from kheo.oversee.petitions.models import Petition

Kind = Step.Kind
NEEDED = ("unit", "duty", "duty__unit", "duty__body", "duty__head", "duty__person", "answered_by")


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
    def title(self) -> str:
        return self.petition.heading if self.reader > Reader.PUBLIC else self.petition.title

    @property
    def text(self) -> str:
        return self.petition.text if self.reader > Reader.PUBLIC else self.petition.public_text


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
}
TONES = {
    Kind.CLOSED: "done",
    Kind.REOPENED: "late",
    Kind.ASKED: "now",
}
# What may carry somebody's private affairs; only the sender and the officers read it.
PRIVATE = frozenset({Kind.ASKED, Kind.REPLIED, Kind.REOPENED})


def tracking(petition: Petition, *, reader: Reader, today: date, language: str) -> Tracking:
    """Gather one petition for a reader; the row comes with what `NEEDED` names."""
    files = list(documents.of(petition.subject))
    shows_words = petition.is_public or reader > Reader.PUBLIC
    steps = list(duties.steps(petition.duty, public_only=reader == Reader.PUBLIC))
    photos = _held(files, "petition.photo")
    return Tracking(
        petition=petition,
        reader=reader,
        events=[*_beginning(petition, len(photos)), *_since(steps, reader, shows_words)],
        photos=photos if petition.are_photos_public or reader > Reader.PUBLIC else [],
        proof=_held(files, "petition.proof") if shows_words else [],
        added=_held(files, "petition.added") if reader > Reader.PUBLIC else [],
        reasons=duties.explanation(petition.duty, language),
        left=duties.remaining(petition.duty, today).words(language) if petition.is_open else "",
        cautions=(duties.cautions(petition.duty, language) if reader == Reader.OFFICER else []),
    )


def _held(files: list[StoredFile], holder: str) -> list[StoredFile]:
    return [file for file in files if file.holder == holder]


def _beginning(petition: Petition, photos: int) -> list[Event]:
    parts = [str(petition.get_channel_display())]
    if photos:
        parts.append(ngettext("%(n)s ảnh", "%(n)s ảnh", photos) % {"n": photos})
    if petition.latitude is not None:
        parts.append(_("vị trí trên bản đồ"))
    to = _("Chuyển %(unit)s") % {"unit": petition.unit.full_name}
    return [
        Event(_("Đã nhận"), petition.received_at, ", ".join(parts)),
        Event(to, petition.registered_at, petition.routing_reason),
    ]


def _since(steps: list[Step], reader: Reader, shows_words: bool) -> list[Event]:
    shown = [step for step in steps if step.kind in TITLES and _is_shown(step, reader)]
    return [
        Event(
            title=str(TITLES[step.kind]),
            at=step.at,
            text=step.text if shows_words and _may_read(step, reader) else "",
            tone=TONES.get(Kind(step.kind), "now" if step is shown[-1] else ""),
        )
        for step in shown
    ]


def _is_shown(step: Step, reader: Reader) -> bool:
    return step.is_public or reader == Reader.OFFICER or step.kind == Kind.REPLIED


def _may_read(step: Step, reader: Reader) -> bool:
    if step.kind == Kind.CLOSED:
        return False
    return reader > Reader.PUBLIC or step.kind not in PRIVATE
