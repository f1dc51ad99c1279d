"""The workbook of a return: taken home with what is known in it, brought back and looked over."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kheo.foundation.documents.uploads import refused
from kheo.foundation.vietnamese.text import fold
from kheo.insight.returns import typed
from kheo.insight.returns.excel import reading, template
from kheo.insight.returns.excel.opening import NotReadable
from kheo.insight.returns.excel.reading import Problem, Reading
from kheo.insight.returns.excel.slip import Slip, fingerprint
from kheo.insight.returns.forms.entry import UploadForm
from kheo.insight.returns.models import Return
from kheo.insight.returns.queries import entry
from kheo.insight.returns.queries.entry import Grid
from kheo.insight.returns.views.entry import opened, page

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_GET
@login_required
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the form as a workbook, with what is known filled in."""
    ret, _user, _now = opened(request, pk)
    values = {cell.place: cell.plain for cell in ret.cells.all()}
    recorded = {place: one.value for place, one in entry.recorded(ret).items()}
    data = template.write(_slip(ret), entry.asked(ret), values=values, recorded=recorded)
    response = HttpResponse(data, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(ret)}"'
    return response


def _slip(ret: Return) -> Slip:
    assert ret.form is not None
    assert ret.version is not None
    return Slip(
        form=ret.form.key,
        form_title=ret.form.title,
        version=ret.version.number,
        unit=str(ret.unit.pk),
        unit_name=ret.unit.full_name,
        since=ret.period_start,
        until=ret.period_end,
        period=ret.period.label,
        fingerprint=fingerprint(ret.version.asked),
    )


def _file_name(ret: Return) -> str:
    assert ret.form is not None
    words = f"{ret.form.key} {ret.unit.full_name} {ret.period.label}"
    return f"{slugify(fold(words))}.xlsx"


# --- Brought back -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """A cell that the workbook changes: where it stood, what stands here and what would."""

    place: str
    address: str
    label: str
    old: str
    new: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A cell that could not be taken, with what stands here meanwhile."""

    problem: Problem
    old: str

    @property
    def readings(self) -> list[str]:
        return [typed.write(one) for one in self.problem.readings]


@never_cache
@login_required
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a workbook and show what it would change; nothing is kept before that is accepted."""
    ret, _user, now = opened(request, pk)
    if request.method != "POST":
        return redirect("returns:enter", pk=pk)
    form = UploadForm(request.POST, request.FILES)
    try:
        found = _read(request, form, ret)
    except NotReadable as refusal:
        form.add_error("tep", str(refusal))
        found = None
    grid = entry.grid(ret)
    if found is None:
        return page(request, ret, grid, now, {"upload": form})
    return render(request, "returns/entry_upload.html", _shown(ret, grid, found))


def _read(request: HttpRequest, form: UploadForm, ret: Return) -> Reading | None:
    if refused(request, "tep"):
        raise NotReadable(_("Tệp lớn quá: biểu số liệu phải dưới 4 MB."))
    if not form.is_valid():
        return None
    return reading.read(form.data_of_file(), slip=_slip(ret), definition=entry.asked(ret))


def _shown(ret: Return, grid: Grid, found: Reading) -> dict[str, object]:
    changes = [
        Change(
            one.place,
            one.address,
            grid.boxes[one.place].place.label,
            grid.boxes[one.place].text,
            typed.write(one.value),
            one.notes,
        )
        for one in found.values
    ]
    fresh = [one for one in changes if one.new != one.old]
    return {
        "ret": ret,
        "reading": found,
        "changes": fresh,
        "same": len(changes) - len(fresh),
        "asked": [Asked(one, _old(grid, one)) for one in found.problems],
        "read": len(changes),
    }


def _old(grid: Grid, problem: Problem) -> str:
    box = grid.boxes.get(problem.place)
    return box.text if box else ""
