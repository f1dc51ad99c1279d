"""The one door: a few plain questions, then what the matter is, who deals with it, and the form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from kheo.foundation import tongues
from kheo.foundation.accounts.keeping import kept_for_strangers
from kheo.oversee.petitions import queries
from kheo.oversee.petitions.guide import Result, Stand, guide
from kheo.oversee.petitions.views import shared

WAY = "chon"
# No way through the questions is longer than this when written down.
LONGEST_WAY = 200
DOORS = {
    "feedback": "petitions:new",
    "proposal": "petitions:new",
    "information": "petitions:inform",
    "complaint": "complaints:new",
    "denunciation": "denunciations:guide",
}


@require_safe
@kept_for_strangers(shared.SECONDS_KEPT)
def door(request: HttpRequest) -> HttpResponse:
    stand = guide().follow(request.GET.get(WAY, "")[:LONGEST_WAY])
    context = {"stand": stand, "number": len(stand.chosen) + 1, "back": _back(stand)}
    if stand.result is None:
        context |= {"most": guide().most_questions, "prefix": f"{stand.way}." if stand.way else ""}
        return render(request, "petitions/guide.html", context)
    return render(request, "petitions/guided.html", context | _outcome(stand.result))


def _back(stand: Stand) -> str:
    """Give the address of the question before this one; empty at the first."""
    if not stand.chosen:
        return ""
    path, before = reverse("petitions:guide"), stand.chosen[-1].before
    return f"{path}?{urlencode({WAY: before})}" if before else path


def _outcome(result: Result) -> dict[str, object]:
    now, language = timezone.now(), tongues.current()
    today = timezone.localdate(now)
    limit = result.limit
    return {
        "result": result,
        "dates": queries.expected(result, now=now, language=language),
        "limit": queries.limit_words(limit, today=today, language=language) if limit else "",
        "door_url": door_of(result),
        "today": today,
    }


def door_of(result: Result) -> str:
    """Give the address of the form that a result leads to; empty when it belongs elsewhere."""
    if not result.door:
        return ""
    given = {
        "loai": result.door if DOORS[result.door] == "petitions:new" else "",
        "cap": "tinh" if result.level == "province" else "",
        "lan": str(result.instance) if result.instance > 1 else "",
    }
    # What a person chose about a denunciation goes no farther than this page.
    query = urlencode({key: value for key, value in given.items() if value})
    is_quiet = not query or result.door == "denunciation"
    return reverse(DOORS[result.door]) + ("" if is_quiet else f"?{query}")
