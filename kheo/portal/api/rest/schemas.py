"""What goes in and comes out of the JSON API, each field with its meaning in English."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Schema
from pydantic import AfterValidator, Field

from kheo.foundation.vietnamese.text import clean
from kheo.oversee.petitions.models import LONGEST_TEXT, LONGEST_TITLE


def _email(text: str) -> str:
    if text:
        try:
            validate_email(text)
        except ValidationError:
            raise ValueError("email") from None
    return text


# Room for how information is to be received, which is kept with the words.
Long = Annotated[
    str, Field(min_length=1, max_length=LONGEST_TEXT - 1000, pattern=r"\S"), AfterValidator(clean)
]
Line = Annotated[str, Field(max_length=300), AfterValidator(clean)]
Name = Annotated[str, Field(max_length=120), AfterValidator(clean)]
Phone = Annotated[str, Field(pattern=r"^(|[0-9+][0-9 .-]{7,18})$")]
Email = Annotated[str, Field(max_length=254), AfterValidator(_email)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class LetterIn(Schema):
    """What somebody wants seen to."""

    kind: Literal["feedback", "proposal", "information", "complaint", "denunciation"] = Field(
        default="feedback",
        description="Complaints and denunciations are refused, with where to go instead",
    )
    text: Long = Field(description="The matter in the sender's own words")
    title: Annotated[str, Field(max_length=LONGEST_TITLE), AfterValidator(clean)] = ""
    unit: str = Field(
        default="",
        max_length=16,
        description="Code of the commune or province that is to answer; else by position",
    )
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    place: Line = Field(default="", description="Where, in words")
    topic: str = Field(default="", max_length=40, description="A code of GET /topics")
    name: Name = Field(default="", description="Needed to ask for information, by law")
    phone: Phone = ""
    email: Email = ""
    wants_public: bool = Field(
        default=False, description="Whether a clerk may publish the matter, without who sent it"
    )
    delivery: Literal["network", "post", "office"] = Field(
        default="network", description="How information is to be received"
    )
    address: Line = Field(default="", description="Where to send information by post")


class ReceiptOut(Schema):
    """The proof of having sent something; the secret opens it and is not told again."""

    code: str
    secret: str = Field(description="Send it in the header Kheo-Secret, never in an address")
    unit_code: str
    unit_name: str
    due_on: date
    url: str


class PetitionOut(Schema):
    """A petition as everybody may know it; no words before a clerk has published them."""

    code: str
    kind: str
    state: str
    unit_code: str
    unit_name: str
    received_at: datetime
    due_on: date
    is_late: bool
    is_public: bool
    title: str
    text: str
    topic: str
    latitude: float | None = Field(description="Rounded to about 100 m")
    longitude: float | None = Field(description="Rounded to about 100 m")
    answer: str
    answered_at: datetime | None
    is_answered_late: bool
    rating: int | None
    url: str


class EventOut(Schema):
    """One line of the history."""

    title: str
    at: datetime
    text: str


class TrackOut(Schema):
    """A petition with its history, cut to who asks."""

    petition: PetitionOut
    is_sender: bool
    title: str
    text: str
    answer: str
    left: str = Field(description="What is left until the date, in words")
    reasons: list[str] = Field(description="Why the date is this date, sentence by sentence")
    events: list[EventOut]


class PetitionsOut(Schema):
    """A page of a list; `next` is empty on the last."""

    items: list[PetitionOut]
    next: str = Field(description="Pass it as `after` for the next page")


class TextIn(Schema):
    """Words to add, or a reason."""

    text: Long


class ReasonIn(Schema):
    """A reason that may be left out."""

    reason: Annotated[str, Field(max_length=1000), AfterValidator(clean)] = ""


class RatingIn(Schema):
    """How good the answer was."""

    rating: int = Field(ge=1, le=5)
    comment: Annotated[str, Field(max_length=500), AfterValidator(clean)] = ""


class TopicOut(Schema):
    """What a petition may be about."""

    code: str
    name: str


class UnitOut(Schema):
    """A province or commune of today."""

    code: str
    name: str
    level: str
    reason: str = Field(default="", description="Why it was found, such as an old name")


class NumbersOut(Schema):
    """How one unit stands this year."""

    unit_code: str
    unit_name: str
    received: int
    answered: int
    in_time: int
    late: int
    rating: float | None


class DateOut(Schema):
    """A legal date with its explanation."""

    rule: str
    name: str
    on: date
    at: datetime | None
    basis: str
    confidence: str
    reasons: list[str]


class SessionOut(Schema):
    """One day on which a head receives people."""

    id: int
    unit_code: str
    unit_name: str
    receiver: str
    kind: str
    mode: str
    state: str
    on: date
    starts_at: datetime
    ends_at: datetime
    place: str
    capacity: int
    taken: int
    waiting: int
    takes_bookings: bool
    is_by_lot: bool
    is_missed: bool
    reason: str
    url: str


class HoldIn(Schema):
    """A wish for a place."""

    place: int | None = Field(default=None, ge=1, le=32767, description="Else the first free one")
    phone: Phone = Field(default="", description="Needed where lots are drawn")


class ContactIn(Schema):
    """Who comes; everything may be left out."""

    name: Name = ""
    phone: Phone = ""
    email: Email = ""
    wants_online: bool = False


class MoveIn(Schema):
    """Where to move a booking."""

    session: int = Field(ge=1, le=2**62)
    place: int | None = Field(default=None, ge=1, le=32767)


class BookingOut(Schema):
    """A booking as its holder sees it."""

    code: str
    session: int
    state: str
    place: int | None
    hour: datetime | None = Field(description="About when the turn comes")
    hold_until: datetime | None
    before: int | None = Field(description="How many wait before")


class SlipOut(BookingOut):
    """A new booking with its secret, which is not told again."""

    secret: str = Field(description="Send it in the header Kheo-Secret, never in an address")


class DataFileOut(Schema):
    """One file of a data set."""

    form: str = Field(description="csv, parquet, sdmx.xml, sdmx.csv, csv-metadata.json")
    url: str
    size: int = Field(description="Bytes")
    sha256: str


class DatasetOut(Schema):
    """A table that everybody may download."""

    key: str
    title: str
    description: str
    url: str = Field(description="The page that describes it")
    rows: int | None = Field(description="Null before its files were first made")
    modified: datetime | None
    files: list[DataFileOut]


Key = UUID
