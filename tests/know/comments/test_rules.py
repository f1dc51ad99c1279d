"""law/moderation.yaml is what the program grants and prints."""

import pytest
from django.utils import translation

from kheo.foundation.clock.book import default_book
from kheo.foundation.clock.errors import BrokenRuleFile
from kheo.know.comments.rules import rules
from tests.factories import MONDAY


def test_the_lengths_are_those_of_the_first_seed():
    assert (rules().least, rules().most) == (5, 500)


def test_every_rule_speaks_both_languages():
    for ground in rules().grounds:
        with translation.override("en"):
            english = (str(ground.words), str(ground.example))
        assert str(ground.words) != english[0]
        assert ground.basis


def test_appeals_and_answers_are_dated_by_rules_that_exist():
    for code in (rules().appeal_rule, rules().feedback_rule):
        assert default_book().get(code, MONDAY.date()).confidence == "low"


def test_words_are_kept_at_least_as_long_as_an_appeal_may_take(law):
    law(declined_keep_days=3)

    with pytest.raises(BrokenRuleFile):
        rules()


def test_a_rule_that_the_file_has_lost_still_has_a_name():
    assert rules().words_of("gone") == "gone"
