"""No address of the house is broken, for a stranger or for any officer."""

import json
import os
import subprocess
import sys

import pytest

from tests.journeys.conftest import DESK

pytestmark = pytest.mark.journey

OURS = {
    "home", "theme", "lookup", "workspace", "petitions", "units", "duties", "documents", "reports",
    "returns", "news", "complaints", "receptions", "denunciations", "inspection", "journeys",
    "checks", "targets", "dashboards", "opendata", "hub",
}  # fmt: skip
# Prints every address by name, filled with records of the demo.
LIST = """
import json
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern
from kheo.foundation.accounts.models import User
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.insight.opendata.models import Edition
from kheo.insight.reports.models import Making, Template
from kheo.insight.returns.models import Cell, Return
from kheo.insight.targets.models import Target
from kheo.know.news.models import Album, Category, NewsPage, Photo
from kheo.oversee.complaints.models import Complaint
from kheo.oversee.denunciations.models import Case, Publication
from kheo.oversee.petitions.models import Petition
from kheo.oversee.receptions.models import Booking, Matter, Session, Visit
album = Album.objects.published().first()
photo = Photo.objects.filter(collection=album.collection).first()
series = NewsPage.objects.exclude(series_slug="").first().series_slug
session = Session.objects.filter(unit__name="Ngọc Chiến").first()
complaint = Complaint.objects.filter(stage="decided").first()
matter = Matter.objects.filter(visit__unit=session.unit).first()
petition = Petition.objects.filter(is_public=True).order_by("-id").first()
returned = Return.objects.owed().filter(state="returned").first()
edition = Edition.objects.exclude(month="").first()
known = {
    "": {"path": NewsPage.objects.first().slug + "/"},
    "petitions": {"code": petition.code, "unit": petition.unit.code, "pk": petition.pk,
                  "child": petition.duty_id},
    "workspace": {"pk": Duty.objects.order_by("-id").first().pk},
    "returns": {
        "pk": returned.pk, "place": "doi_thoai.so", "key": "dan-chu-dan-van", "number": 1,
        "part": "ban", "name": "doi_thoai",
    },
    "returns:cell": {"pk": Cell.objects.first().pk},
    "returns:end_assignment": {"pk": returned.form.assignments.first().pk},
    "reports": {"key": "nghi-quyet-25", "pk": Making.objects.first().pk},
    "reports:template": {"key": Template.objects.first().key},
    "reports:retire": {"key": Template.objects.first().key},
    "targets": {"pk": Target.objects.first().pk},
    "hub": {"code": "14"},
    "dashboards": {"code": "14", "key": "disclosure"},
    "opendata": {"key": edition.dataset, "month": edition.month, "name": f"{edition.dataset}.csv"},
    "documents": {
        "key": StoredFile.objects.first().key, "number": 1, "pk": petition.pk, "form": "pdf",
        "kind": "petition",
    },
    "documents:compose": {"key": "petition_guided"},
    "duties": {"token": duties.feed_token(User.objects.get(username="xuly"))},
    "home": {"key": "tin", "part": 0},
    "news": {"path": NewsPage.objects.first().slug, "slug": Category.objects.first().slug},
    "news:series": {"slug": series}, "news:series_rss": {"slug": series},
    "news:series_atom": {"slug": series},
    "news:album": {"slug": album.slug},
    "news:photo": {"slug": album.slug, "pk": photo.pk},
    "complaints": {"pk": complaint.pk, "code": complaint.petition.code, "act": "xac-minh"},
    "receptions": {
        "pk": session.pk, "code": Booking.objects.first().code, "body": session.body_id,
        "act": "niem-yet",
    },
    "receptions:visit": {"pk": matter.visit_id},
    "receptions:minutes": {"pk": matter.visit_id},
    "receptions:unit": {"code": session.unit.code},
    "receptions:unit_feed": {"code": session.unit.code},
    "receptions:notice": {"code": session.unit.code},
    "denunciations": {
        "key": Publication.objects.first().key, "uid": petition.submission_key,
        "code": Case.objects.first().code, "name": "thu-ly", "pk": petition.pk,
    },
    "inspection": {"key": "01-tcd", "pk": 1},
    "journeys": {"pk": matter.pk, "body": session.body_id},
}
found = []
def walk(patterns, space):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            names = list(pattern.pattern.converters) or list(pattern.pattern.regex.groupindex)
            if pattern.name:
                name = f"{space}:{pattern.name}" if space else pattern.name
                given = known.get(space, {}) | known.get(f"{space}:{pattern.name}", {})
                given = {key: given[key] for key in names}
                found.append([name, reverse(name, kwargs=given)])
        elif (pattern.namespace or "") in OURS:
            walk(pattern.url_patterns, pattern.namespace)
walk(get_resolver().url_patterns, "")
print("LIST " + json.dumps(found))
"""


@pytest.fixture(scope="module")
def addresses(demo):
    settings = {"KHEO_VAR": str(demo.var), "DJANGO_SETTINGS_MODULE": "kheo.config.settings"}
    asked = f"OURS = {OURS!r}\n{LIST}"
    done = subprocess.run(
        [sys.executable, "-m", "kheo", "manage", "shell", "-v", "0", "-c", asked],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "LIST " in done.stdout, done.stderr
    return json.loads(done.stdout.split("LIST ")[1])


def statuses(visitor, addresses):
    return {
        name: visitor.context.request.get(visitor.demo.url(path), max_redirects=5).status
        for name, path in addresses
    }


def test_every_room_has_addresses(addresses):
    assert {name.split(":")[0] for name, _path in addresses if ":" in name} == OURS


def test_no_address_breaks_for_a_stranger(arrive, addresses):
    answered = statuses(arrive(DESK), addresses)

    # 400 and 405: an address that only takes a form, opened without one.
    assert {
        name: code for name, code in answered.items() if code not in {200, 400, 403, 404, 405}
    } == {}
    closed = {name for name, code in answered.items() if code == 404}
    # Closed to strangers, switched off here, or not there: no letter 1, no draw on a plain day,
    # no other province where no hub is.
    assert closed <= {
        "home:security",
        "news:unit_atom",
        "news:unit_rss",
        "petitions:receipt",
        "documents:file",
        "documents:letter",
        "returns:origin",
        "receptions:draw",
        "hub:province",
        "denunciations:online",
    }


@pytest.mark.parametrize("officer", ["vanthu", "xuly", "chutich", "thanhtra", "baocao", "quantri"])
def test_no_address_breaks_for_an_officer(arrive, addresses, officer):
    visitor = arrive(DESK)
    visitor.sign_in(officer)

    answered = statuses(visitor, addresses)

    assert {name: code for name, code in answered.items() if code >= 500} == {}
