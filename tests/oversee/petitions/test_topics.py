"""Topics, the province's answer times, and the representatives of groups are read from `law/`."""

from datetime import date

import pytest

from kheo.foundation.clock.book import default_book
from kheo.foundation.clock.errors import BrokenRuleFile
from kheo.foundation.units.bodykinds import kinds as body_kinds
from kheo.foundation.vietnamese.text import words
from kheo.oversee.petitions import groups, services, topics
from kheo.oversee.petitions.models import Petition
from kheo.oversee.petitions.sorting import sorting
from tests.oversee.petitions import cases


def test_every_topic_names_a_kind_of_body_and_words_as_they_are_folded():
    for topic in topics.known().values():
        assert topic.body in body_kinds()
        assert all(" ".join(words(word)) == word for word in topic.words), topic.key


def test_the_rules_of_sorting_exist():
    law, on = sorting(), date(2026, 3, 2)

    for code in {law.rule, *(action.rule for action in law.actions.values() if action.rule)}:
        assert default_book().get(code, on)


def test_the_province_sets_answer_times_by_topic_and_urgency(tmp_path):
    (tmp_path / "local.yaml").write_text(
        "answer_times:\n"
        "- {topic: environment, urgent: true, rule: KNPA-LOCAL-01, case: urgent}\n"
        "- {urgent: true, rule: QDHC-RES-01}\n",
        encoding="utf-8",
    )

    def term(kind, topic, is_urgent):
        return topics.term(kind, topic, is_urgent=is_urgent, law_dir=tmp_path)

    assert term("feedback", "environment", True) == topics.Term("KNPA-LOCAL-01", "urgent")
    assert term("proposal", "road", True) == topics.Term("QDHC-RES-01")
    assert term("feedback", "environment", False) == topics.Term()
    assert term("complaint", "environment", True) == topics.Term()


def test_a_broken_line_names_its_file_and_field(tmp_path):
    (tmp_path / "local.yaml").write_text("answer_times:\n- {topic: road}\n", encoding="utf-8")

    with pytest.raises(BrokenRuleFile, match=r"local\.yaml"):
        topics.answer_times(tmp_path)


@pytest.mark.parametrize(
    ("kind", "people", "named", "is_refused"),
    [
        ("complaint", 4, 3, False),
        ("complaint", 5, 2, False),
        ("complaint", 10, 3, True),
        ("complaint", 11, 5, False),
        ("complaint", 11, 6, True),
        ("feedback", 5, 3, True),
        ("feedback", 5, 0, False),
        ("feedback", 1, 2, True),
    ],
)
def test_a_group_speaks_through_as_many_as_the_law_says(kind, people, named, is_refused):
    assert bool(groups.refusal(kind, people=people, named=named)) is is_refused


@pytest.mark.django_db
def test_a_letter_with_an_unknown_topic_or_too_many_representatives_is_refused():
    unit = cases.commune()

    with pytest.raises(services.UnknownTopic):
        cases.received(unit, topic="bịa ra")
    with pytest.raises(services.WrongRepresentatives, match="nhiều nhất 2 người đại diện"):
        cases.received(unit, people=5, representatives=["Mai", "Lan", "Huệ"])
    assert Petition.objects.count() == 0


@pytest.mark.django_db
def test_a_group_is_kept_with_its_topic_and_representatives():
    petition = cases.received(topic="road", people=12, representatives=[" Lò  Mai ", "", "Vàng A"])

    petition.refresh_from_db()
    assert (petition.topic, petition.people) == ("road", 12)
    assert petition.representatives == "Lò Mai\nVàng A"
