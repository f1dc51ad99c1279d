"""Every refusal of the JSON API in one shape: a code for programs, a sentence for people."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from kheo.foundation.clock.errors import ClockError
from kheo.foundation.duties.services import DutyError
from kheo.oversee.petitions import services as petitions
from kheo.oversee.receptions import services as receptions

TYPES: dict[str, Promise] = {
    "missing": gettext_lazy("Thiếu mục này."),
    "string_too_short": gettext_lazy("Quá ngắn."),
    "string_too_long": gettext_lazy("Quá dài."),
}
UNKNOWN = gettext_lazy("Giá trị không đúng.")


class FieldProblem(Schema):
    """What is wrong with one field."""

    field: str = Field(description="Where: the path of the field, by dots")
    message: str = Field(description="Why, in Vietnamese")


class Problem(Schema):
    """A refusal."""

    code: str = Field(description="Stable name of the refusal, for programs")
    message: str = Field(description="The same for people, in Vietnamese")
    where: str = Field(default="", description="Where to go instead, if there is such a place")
    fields: list[FieldProblem] = Field(default_factory=list)


class Refusal(Exception):
    """A refusal of the API itself."""

    def __init__(self, status: int, code: str, message: str, where: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.problem = Problem(code=code, message=message, where=where)


Answered = tuple[int, Problem]


def install(api: NinjaAPI) -> None:
    """Answer every refusal in the one shape."""
    for kinds, judge in JUDGES:
        for kind in kinds:
            api.add_exception_handler(kind, _handler(api, judge))


def _handler(
    api: NinjaAPI, judge: Callable[[Any], Answered]
) -> Callable[[HttpRequest, Exception | type[Exception]], HttpResponse]:
    def handle(request: HttpRequest, refusal: Exception | type[Exception]) -> HttpResponse:
        status, problem = judge(refusal)
        return api.create_response(request, problem.model_dump(), status=status)

    return handle


def _refused(refusal: Exception) -> Answered:
    status = 403 if isinstance(refusal, FORBIDDEN) else 409
    return status, Problem(code=name_of(refusal), message=str(refusal))


def _own(refusal: Refusal) -> Answered:
    return refusal.status, refusal.problem


def _invalid(error: ValidationError) -> Answered:
    message = _("Có mục chưa đúng.")
    return 422, Problem(code="invalid", message=message, fields=_fields(error.errors))


def _missing(error: Http404) -> Answered:
    return 404, Problem(code="not_found", message=_("Không tìm thấy."))


def _unreadable(error: HttpError) -> Answered:
    message = _("Không đọc được nội dung gửi đến.")
    return error.status_code, Problem(code="bad_request", message=message)


FORBIDDEN = (petitions.NotTheSender, receptions.NotTheHolder, PermissionDenied)


JUDGES: tuple[tuple[tuple[type[Exception], ...], Callable[[Any], Answered]], ...] = (
    ((petitions.PetitionError, petitions.RoutingError, receptions.ReceptionError), _refused),
    ((DutyError, ClockError, PermissionDenied), _refused),
    ((Refusal,), _own),
    ((ValidationError,), _invalid),
    ((Http404,), _missing),
    ((HttpError,), _unreadable),
)


def name_of(refusal: Exception) -> str:
    """Write the class of a refusal as a code: NotTheSender is not_the_sender."""
    letters = type(refusal).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in letters).lstrip("_")


def _fields(errors: Iterable[dict[str, Any]]) -> list[FieldProblem]:
    return [
        FieldProblem(
            field=".".join(map(str, error["loc"][1:])) or str(error["loc"][0]),
            message=str(TYPES.get(error["type"], UNKNOWN)),
        )
        for error in errors
    ]
