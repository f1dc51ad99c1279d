"""Descriptions for machines: read back by extruct, and never broken out of."""

from datetime import date

import extruct
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation import structured
from tests.factories import MONDAY as MORNING

SITE = "http://127.0.0.1:8000"


def read(*said):
    page = f"<!doctype html><html><head>{structured.script(*said)}</head><body></body></html>"
    return extruct.extract(page, syntaxes=["json-ld"])["json-ld"]


def test_an_article_is_read_back():
    said = structured.news_article(
        address="/tin/a/",
        title="Mở đường",
        published=date(2026, 3, 2),
        changed=MORNING,
        author="Ngọc Thuấn",
        source="TTXVN",
        pictures=("/tep-cong-khai/a.jpg",),
    )

    found = read(said)[0]

    assert found["@type"] == "NewsArticle"
    assert (found["url"], found["image"]) == (
        f"{SITE}/tin/a/",
        [f"{SITE}/tep-cong-khai/a.jpg"],
    )
    assert (found["datePublished"], found["dateModified"]) == (
        "2026-03-02",
        "2026-03-02T08:00:00+07:00",
    )
    assert "articleSection" not in found


def test_a_document_is_read_back():
    said = structured.legislation(
        address="/van-ban/1/",
        title="Về công tác dân vận",
        number="16-CTr/TU",
        issued_on=date(2013, 8, 1),
        in_force_from=date(2013, 9, 1),
        force="InForce",
        issuer="Tỉnh ủy",
    )

    found = read(said)[0]

    assert found["@type"] == "Legislation"
    assert (found["legislationIdentifier"], found["legislationDate"]) == ("16-CTr/TU", "2013-08-01")
    assert found["legislationDateVersion"] == "2013-09-01"
    assert found["legislationLegalForce"] == "https://schema.org/InForce"
    assert found["legislationPassedBy"] == {"@type": "GovernmentOrganization", "name": "Tỉnh ủy"}


@pytest.mark.parametrize(
    ("is_cancelled", "state"), [(False, "EventScheduled"), (True, "EventCancelled")]
)
def test_an_event_is_read_back(is_cancelled, state):
    said = structured.event(
        address="/tiep-cong-dan/1/",
        name="Tiếp công dân định kỳ",
        begins=MORNING,
        place="Trụ sở UBND xã",
        organizer="UBND xã",
        is_cancelled=is_cancelled,
    )

    found = read(said)[0]

    assert (found["@type"], found["startDate"]) == ("Event", "2026-03-02T08:00:00+07:00")
    assert found["location"]["name"] == "Trụ sở UBND xã"
    assert found["eventStatus"].endswith(state)


def test_several_things_stand_in_one_element():
    body = structured.government_organization(name="UBND xã")

    assert read(body, body)[0]["@graph"] == [body, body]
    assert structured.script() == ""


@given(st.text())
def test_no_words_break_out_of_the_element(words):
    said = structured.government_organization(name=f"</script>{words}")

    written = structured.script(said)

    assert written.count("<") == 2
    assert read(said)[0]["name"] == f"</script>{words}"
