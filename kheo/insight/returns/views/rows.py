"""Pages on which a row is put into the draft of a form: what it counts, and how it is asked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kheo.foundation.figures import indicators
from kheo.foundation.figures import services as figures
from kheo.foundation.figures.indicators import CodeTaken, Gathering, UnknownIndicator
from kheo.insight.returns import drafting, queries
from kheo.insight.returns.forms import IndicatorForm, RowForm, of_indicator, of_row
from kheo.insight.returns.views.defining import fill
from kheo.insight.returns.views.drafting import draft_url, drafted, keep


@never_cache
@require_GET
@login_required
def pick(request: HttpRequest, key: str) -> HttpResponse:
    """Look for the indicator of a new row."""
    form, version, _user = drafted(request, key)
    text = request.GET.get("tim", "")[:200]
    context = {
        "form": form,
        "version": version,
        "text": text,
        "section": request.GET.get("phan", ""),
        "found": queries.search(text),
    }
    return render(request, "returns/pick.html", context)


@never_cache
@login_required
def name_indicator(request: HttpRequest, key: str) -> HttpResponse:
    """Name a thing that nobody counted yet, and go on with its row."""
    form, _version, user = drafted(request, key)
    given = {"label": request.GET.get("tim", ""), "section": request.GET.get("phan", "")}
    shown = IndicatorForm(request.POST or None, initial=given)
    back_url = (
        f"{reverse('returns:draft_pick', args=[key])}?{urlencode({'phan': given['section']})}"
    )
    if request.method == "POST" and shown.is_valid():
        data = shown.cleaned_data
        try:
            made = figures.name_indicator(
                label=data["label"],
                unit_of_count=data["unit_of_count"],
                gathers=Gathering(data["gathers"]),
                breakdowns=_divided(data["values"]),
                counts_people=data["counts_people"],
                by=user,
                now=timezone.now(),
            )
        except (figures.BadIndicator, CodeTaken) as problem:
            shown.add_error("label", str(problem))
        else:
            query = urlencode({"phan": data["section"], "chi-so": made.code})
            return redirect(f"{reverse('returns:draft_new_row', args=[form.key])}?{query}")
    return fill(
        request, shown, title=_("Đặt tên chỉ số mới"), back_url=back_url, submit=_("Đặt tên"),
        lead=_("Chỉ số mới dùng được cho mọi biểu. Hãy tìm kỹ trước khi đặt tên mới."),
    )  # fmt: skip


def _divided(values: str) -> dict[str, dict[str, str]]:
    """Read one kind a line; the keys come from the words."""
    kinds: dict[str, str] = {}
    for line in filter(None, (line.strip() for line in values.splitlines())):
        kinds[drafting.key_for(line, kinds)] = line
    return {"loai": kinds} if kinds else {}


@never_cache
@login_required
def new_row(request: HttpRequest, key: str) -> HttpResponse:
    form, version, user = drafted(request, key)
    definition = version.asked
    if not definition.sections:
        definition = drafting.put_section(definition, _("I. Kết quả"))
    try:
        indicator = indicators.get(request.GET.get("chi-so", ""))
    except UnknownIndicator:
        return redirect("returns:draft_pick", key=key)
    home = request.GET.get("phan", "")
    home = home if any(one.key == home for one in definition.sections) else ""
    initial = of_indicator(indicator, definition, home or definition.sections[-1].key)
    shown = RowForm(
        request.POST or None, definition=definition, indicator=indicator,
        initial={**initial, "revision": version.revision},
    )  # fmt: skip
    if request.method == "POST" and shown.is_valid():
        taken = [row.key for row in definition.rows()]
        made = shown.row(drafting.key_for(shown.cleaned_data["label"], taken))
        into = shown.cleaned_data["section"]
        change = lambda of: drafting.put_row(of if of.sections else definition, into, made)  # noqa: E731
        if keep(request, version, shown, change, user):
            return redirect(draft_url(form))
    lead = _("Chỉ số: %(label)s") % {"label": indicator.label}
    return fill(request, shown, title=_("Thêm dòng"), back_url=draft_url(form), lead=lead)


@never_cache
@login_required
def row(request: HttpRequest, key: str, name: str) -> HttpResponse:
    form, version, user = drafted(request, key)
    definition = version.asked
    found = next((one for one in definition.rows() if one.key == name), None)
    if found is None:
        raise Http404
    known = queries.named({found.indicator})
    if found.indicator not in known:
        messages.error(request, _("Chỉ số của dòng này không còn; hãy bỏ dòng và thêm lại."))
        return redirect(draft_url(form))
    indicator = known[found.indicator]
    initial = {**of_row(found, definition), "revision": version.revision}
    shown = RowForm(
        request.POST or None, definition=definition, indicator=indicator, initial=initial
    )
    if request.method == "POST" and shown.is_valid():
        made, into = shown.row(name), shown.cleaned_data["section"]
        if keep(request, version, shown, lambda of: drafting.put_row(of, into, made), user):
            return redirect(draft_url(form))
    lead = _("Chỉ số: %(label)s") % {"label": indicator.label}
    return fill(request, shown, title=_("Sửa dòng"), back_url=draft_url(form), lead=lead)
