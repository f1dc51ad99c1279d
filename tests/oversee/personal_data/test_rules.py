"""The law file of requests is read strictly and names only rules that exist."""

from kheo.foundation.clock.book import default_book
from kheo.oversee.personal_data import rules
from tests.oversee.personal_data.cases import NOW


def test_every_rule_and_case_of_the_file_is_in_the_book_of_deadlines():
    found = default_book()

    assert found.get(rules.acknowledge(), NOW.date()).length > 0
    for right in rules.book().rights.values():
        rule = found.get(right.rule, NOW.date())
        assert right.case in {"", *(case.code for case in rule.cases)}


def test_what_asks_how_it_should_be_is_a_correction():
    assert [one.code for one in rules.book().rights.values() if one.wished] == ["correct"]


def test_words_are_said_in_the_language_of_the_reader(settings):
    ground = next(iter(rules.book().grounds.values()))
    assert str(ground.label) == ground.label.vi
    assert ground.is_doubtful
