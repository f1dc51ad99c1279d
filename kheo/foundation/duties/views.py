"""The calendar feed of an officer, opened by its secret address alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kheo.foundation.duties import calendars, queries


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    person = queries.feed_owner(token)
    if person is None:
        raise Http404
    text = calendars.of_person(person, queries.in_feed(person))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=600"
    response["Content-Disposition"] = 'inline; filename="kheo.ics"'
    return response
