"""The door knows what a matter is after five questions at most, and where it belongs."""

from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from kheo.foundation.clock.book import default_book
from kheo.foundation.clock.errors import BrokenRuleFile
from kheo.oversee.petitions import guide as tree
from kheo.oversee.petitions import queries
from tests.factories import HANOI

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=HANOI)


def result_of(way):
    return tree.guide().follow(way).result


def broken(folder: Path, change) -> Path:
    written = yaml.safe_load((settings.LAW_DIR / tree.FILE).read_text(encoding="utf-8"))
    change(written)
    (folder / tree.FILE).write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    return folder


def test_no_way_asks_more_than_five_questions():
    lengths = [length for _result, length in tree.guide().ways()]

    assert max(lengths) <= 5
    assert len(lengths) > 30


@pytest.mark.parametrize(
    ("way", "outcome", "level"),
    [
        ("wish.broken.commune", "feedback", "commune"),
        ("wish.broken.province", "feedback", "province"),
        ("wish.better.commune", "proposal", "commune"),
        ("wish.rule", "proposal", "province"),
        ("wronged.commune.never", "complaint", "commune"),
        ("wronged.commune.unhappy", "complaint", "province"),
        ("wronged.province.never", "complaint", "province"),
        ("breach.duty.commune", "denunciation", "commune"),
        ("breach.duty.head", "denunciation", "province"),
        ("breach.rules.see_to.commune", "feedback", "commune"),
        ("papers.commune", "information", "commune"),
        ("papers.province", "information", "province"),
        ("danger", "elsewhere", ""),
        ("breach.crime", "elsewhere", ""),
        ("papers.closed", "elsewhere", ""),
        ("wish.broken.other", "elsewhere", ""),
        ("wronged.court", "elsewhere", ""),
    ],
)
def test_each_way_leads_to_the_kind_and_the_level(way, outcome, level):
    result = result_of(way)

    assert result is not None
    assert (result.outcome, result.level) == (outcome, level)


def test_a_complaint_about_a_decided_complaint_is_the_second():
    first, second = result_of("wronged.commune.never"), result_of("wronged.commune.silent")

    assert (first.instance, second.instance) == (1, 2)


def test_every_result_either_has_a_door_or_says_where_to_go():
    for result in tree.guide().results.values():
        assert bool(result.door) != bool(result.places), result.code
        assert bool(result.door) == bool(result.body) == bool(result.clock), result.code


def test_every_rule_it_names_is_in_the_book():
    for result in tree.guide().results.values():
        for clock in result.clock:
            if clock.rule:
                rule = default_book().get(clock.rule, date(2026, 11, 24))
                assert clock.case in {"", *(case.code for case in rule.cases)}, result.code
        assert queries.expected(result, now=TUESDAY, language="vi") is not None


@pytest.mark.parametrize("way", ["", "bậy", "wish.bậy", "wish.broken.commune.more", ".", "a" * 500])
def test_a_way_that_makes_no_sense_ends_where_it_stops_making_sense(way):
    stand = tree.guide().follow(way)

    assert stand.question is not None or stand.result is not None
    assert len(stand.chosen) <= 3


def test_the_second_date_is_counted_from_the_first():
    dates = queries.expected(result_of("wronged.commune.never"), now=TUESDAY, language="vi")

    assert [one.on for one in dates] == [date(2026, 12, 4), date(2027, 1, 4)]
    assert any("05/12/2026" in line for line in dates[1].reasons)


def test_the_limit_is_said_with_the_number_of_the_rule():
    limit = result_of("wronged.commune.never").limit

    said = queries.limit_words(limit, today=TUESDAY.date(), language="vi")

    assert "90 ngày" in said
    assert "{" not in said


# --- A file that leads nowhere is refused -----------------------------------------------------


def test_a_dead_end_is_refused(tmp_path):
    folder = broken(tmp_path, lambda w: w["questions"]["wish"]["answers"][0].update(to="nowhere"))

    with pytest.raises(tree.GuideUnreadable, match="nowhere"):
        tree.guide(folder)


def test_a_result_that_nobody_can_reach_is_refused(tmp_path):
    folder = broken(tmp_path, lambda w: w["results"].update(alone=dict(w["results"]["emergency"])))

    with pytest.raises(tree.GuideUnreadable, match="alone"):
        tree.guide(folder)


def test_a_way_with_too_many_questions_is_refused(tmp_path):
    folder = broken(tmp_path, lambda w: w.update(most_questions=3))

    with pytest.raises(tree.GuideUnreadable):
        tree.guide(folder)


def test_a_circle_is_refused(tmp_path):
    folder = broken(tmp_path, lambda w: w["questions"]["wish"]["answers"][0].update(to="matter"))

    with pytest.raises(tree.GuideUnreadable):
        tree.guide(folder)


def test_a_question_that_is_also_a_result_is_refused(tmp_path):
    folder = broken(tmp_path, lambda w: w["results"].update(wish=w["results"]["emergency"]))

    with pytest.raises(tree.GuideUnreadable, match="wish"):
        tree.guide(folder)


def test_a_result_without_a_basis_is_refused(tmp_path):
    folder = broken(tmp_path, lambda w: w["results"]["emergency"].pop("basis_vi"))

    with pytest.raises(BrokenRuleFile):
        tree.guide(folder)
