"""The first page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.foundation import structured
from kheo.foundation.accounts.keeping import kept_for_strangers
from kheo.portal.home import queries

# The latest news stand here: what is published shows within this time.
SECONDS_KEPT = 1


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    example = f"{settings.KHEO_CODE_PREFIX}-{today:%y}-00412"
    return render(
        request,
        "home/home.html",
        {
            "front": queries.front(today=today),
            "today": today,
            "example": example,
            "linked_data": structured.script(
                structured.website(search=f"{reverse('lookup:search')}?q=")
            ),
        },
    )
