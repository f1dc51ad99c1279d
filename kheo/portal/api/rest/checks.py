"""Which figures of a text do not add up; nothing of the text is kept."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from kheo.insight.checks import access, queries
from kheo.portal.api.rest.errors import Problem, Refusal

router = Router()
LONGEST = 1_000_000
ANSWERS: dict[int, Any] = {400: Problem, 422: Problem, 429: Problem}
Number = int | float


class TextIn(Schema):
    """A text in Vietnamese."""

    text: str = Field(
        min_length=1, max_length=LONGEST, description="Plain text; it is read and forgotten"
    )
    file: str = Field(default="", max_length=300, description="A name to be given back")


class RelationOut(Schema):
    """One place where figures must agree, with the keys of `kheo check --json`."""

    file: str
    kind: Literal["sum_of_parts", "ratio_percent", "change"]
    start: int = Field(description="First code point of the place")
    end: int = Field(description="Code point after the place")
    verdict: Literal["consistent", "inconsistent", "cannot_tell"]
    why: str = Field(description="One sentence in Vietnamese, with the arithmetic")
    computed: Number | dict[str, Number] | None = Field(
        description="The sum, the share, or what a change is reckoned to be"
    )
    total: Number | None = Field(default=None, description="Of sum_of_parts")
    parts: list[Number] | None = Field(default=None, description="Of sum_of_parts")
    numerator: Number | None = Field(default=None, description="Of ratio_percent")
    denominator: Number | None = Field(
        default=None, description="Of ratio_percent; null when the text does not give it"
    )
    old: Number | None = Field(default=None, description="Of change")
    new: Number | None = Field(default=None, description="Of change")
    delta: Number | None = Field(default=None, description="Stated, with its sign; of change")
    stated_percent: Number | None = Field(default=None, description="Of ratio_percent and change")
    stated_times: Number | None = Field(default=None, description="Of change")


class CheckedOut(Schema):
    """What was found, in the order of the text."""

    inconsistent: int = Field(description="How many places do not add up")
    cannot_tell: int
    consistent: int
    relations: list[RelationOut]


@router.post(
    "/checks", response={200: CheckedOut, **ANSWERS}, summary="Check the figures of a text"
)
def check(request: HttpRequest, asked: TextIn) -> dict[str, Any]:
    """Find totals and parts, shares, changes, and say which do not add up.

    "cannot_tell" is said of lists that may be partial and of shares whose base is not given.
    """
    if not access.may_check(request):
        raise Refusal(
            429,
            "too_many",
            _("Nơi bạn đang dùng mạng gửi quá nhiều. Xin đợi một giờ rồi gửi lại."),
        )
    checked = queries.of_text(asked.text)
    counts = {said.value: count for said, count in checked.counts.items()}
    return {**counts, "relations": [one.record(asked.file) for one in checked.relations]}
