"""What the demo invents fits the law files and the other inventions, before a build finds out."""

import pytest
import yaml

from kheo.demo import pictures
from kheo.demo.words import told
from kheo.foundation.documents import kinds
from kheo.foundation.documents.models import DocumentRelation
from kheo.foundation.documents.numbers import parse_number
from kheo.know.comments.rules import rules as moderation
from kheo.know.disclosure import rules as disclosure
from kheo.know.dissemination import rules as dissemination
from kheo.know.workplaces import rules as workplaces

DOCUMENTS = [*told("papers")["documents"], *told("papers")["own"]]
BOARDS = told("boards")
CONTENTS = [
    *BOARDS["own"],
    BOARDS["withdrawn"],
    *(BOARDS["others"][name] for name in ("year", "quarter", "funds")),
    *BOARDS["others"]["events"],
]


@pytest.mark.parametrize("name", ["articles", "boards", "cases", "halls", "papers"])
def test_every_file_of_inventions_is_a_mapping(name: str) -> None:
    assert isinstance(told(name), dict)


def test_every_article_has_its_column_and_a_light_that_can_be_drawn() -> None:
    said = told("articles")
    articles = [*said["articles"], said["scheduled"], said["waiting"]]
    columns = {one["slug"] for one in said["categories"]}

    assert {one["category"] for one in articles} == columns
    assert {one["photo"] for one in articles if "photo" in one} <= set(pictures.LIGHTS)
    assert set(said["album"]["photos"]) <= set(pictures.LIGHTS)


def test_declined_comments_name_a_published_rule() -> None:
    declined = [one for one in told("articles")["comments"] if "rule" in one]

    assert [one for one in declined if moderation().ground(one["rule"]) is None] == []
    assert {one["ends"] for one in declined} == {"declined", "appealed"}


def test_documents_have_kinds_numbers_and_targets_that_came_before() -> None:
    known: set[str] = set()
    for one in DOCUMENTS:
        assert one["kind"] in kinds.kinds()
        assert parse_number(one["number"]).written == one["number"]
        assert set(one.get("does", {})) <= set(DocumentRelation.Kind.values)
        assert set(one.get("does", {}).values()) <= known
        known.add(one["key"])


def test_the_demo_shows_documents_of_many_kinds_one_of_them_replaced() -> None:
    assert len({one["kind"] for one in DOCUMENTS}) >= 12
    assert [one["key"] for one in DOCUMENTS if "replaces" in one.get("does", {})] == ["qc_moi"]


def test_contents_and_channels_stand_in_the_list_of_the_law() -> None:
    listing = disclosure.book().lists["commune_2022"]
    channels = {channel for one in CONTENTS for channel in one.get("shown", {})}

    assert [one["item"] for one in CONTENTS if listing.item(one["item"]) is None] == []
    assert channels <= set(disclosure.book().channels)


def test_only_one_content_names_people_and_it_has_an_end() -> None:
    naming = [one for one in CONTENTS if one.get("names")]

    assert [(one["item"], one["ends_in"] > 0) for one in naming] == [("binh_xet_doi_tuong", True)]


def test_conferences_campaigns_and_workplaces_use_the_words_of_the_law_files() -> None:
    said = told("halls")
    channels = {channel for one in said["campaigns"] for channel in one["channels"]}

    assert {one["kind"] for one in said["conferences"]} == set(dissemination.conference_kinds())
    assert channels <= set(dissemination.channels())
    for one in said["workplaces"]:
        kind = workplaces.of_body(one["kind"])
        assert kind is not None
        assert set(one["adopted"]) <= {regulation.key for regulation in kind.regulations}


def test_the_same_seed_draws_the_same_picture_and_another_draws_another() -> None:
    light = pictures.LIGHTS["dawn"]
    first, again, other = (pictures.landscape(light, seed=seed).read() for seed in (7, 7, 8))

    assert first == again
    assert first != other


def test_days_are_never_read_as_truth_values() -> None:
    """YAML reads the bare key `on` as true, which once lost the day of a document."""
    assert yaml.safe_load("{on: 1}") == {True: 1}
    assert [one for one in DOCUMENTS if True in one] == []
