"""The newest answers as RSS and Atom, of the province and of each commune; public words only."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kheo.foundation.accounts.keeping import kept_for_strangers
from kheo.foundation.addresses import absolute
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.oversee.petitions import publishing, queries
from kheo.oversee.petitions.models import Petition

SECONDS_KEPT = 60
MOST = 50
# Readers write more than they show; the rest of a long answer stands on its page.
LONGEST_ANSWER = 1000


class Answers(Feed[Petition, "Unit | None"]):
    """What was asked and what was answered, the newest answer first."""

    feed_type: type[SyndicationFeed] = Rss201rev2Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Unit | None:
        code = kwargs.get("unit", "")
        if not code:
            return None
        try:
            found = units.commune(code, on=timezone.localdate())
        except Unit.DoesNotExist:
            raise Http404 from None
        if found.parent is None or found.parent.code != settings.KHEO_PROVINCE:
            raise Http404
        return found

    def title(self, obj: Unit | None) -> str:
        place = obj.full_name if obj else settings.KHEO_PLACE_NAME
        return _("Trả lời người dân: %(place)s") % {"place": place}

    def description(self, obj: Unit | None) -> str:
        return _("Phản ánh, kiến nghị đã công khai và câu trả lời, mới nhất trước.")

    subtitle = description

    def link(self, obj: Unit | None) -> str:
        query = f"?don-vi={obj.code}" if obj else ""
        return absolute(f"{reverse('petitions:list')}{query}")

    def items(self, obj: Unit | None) -> list[Petition]:
        return list(queries.answers(unit=obj)[:MOST])

    def item_title(self, item: Petition) -> str:
        return item.public_title

    def item_description(self, item: Petition) -> str:
        answer = publishing.answer(item)
        return f"{answer[:LONGEST_ANSWER]}…" if len(answer) > LONGEST_ANSWER else answer

    def item_link(self, item: Petition) -> str:
        return absolute(item.get_absolute_url())

    def item_author_name(self, item: Petition) -> str:
        return item.duty.body.name

    def item_categories(self, item: Petition) -> list[str]:
        return [item.unit.full_name, str(item.get_kind_display())]

    def item_pubdate(self, item: Petition) -> datetime | None:
        return item.answered_at

    item_updateddate = item_pubdate


class AtomAnswers(Answers):
    """The same as Atom."""

    feed_type = Atom1Feed


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def rss(request: HttpRequest, unit: str = "") -> HttpResponse:
    return Answers()(request, unit=unit)


@require_safe
@kept_for_strangers(SECONDS_KEPT)
def atom(request: HttpRequest, unit: str = "") -> HttpResponse:
    return AtomAnswers()(request, unit=unit)
