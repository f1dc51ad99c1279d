"""The law of disclosure is data, and a broken file is refused by its field."""

from datetime import date
from shutil import copytree

import pytest
import yaml
from django.conf import settings

from kheo.foundation.clock.errors import BrokenRuleFile
from kheo.know.disclosure import rules

LIST = rules.book().lists["commune_2022"]


def broken(tmp_path, change):
    law = tmp_path / "law"
    copytree(settings.LAW_DIR, law)
    path = law / "disclosure_items.yaml"
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(file)
    path.write_text(yaml.safe_dump(file, allow_unicode=True), encoding="utf-8")
    return law


def test_each_list_has_as_many_items_as_the_law():
    counts = {key: len(one.items) for key, one in rules.book().lists.items()}

    assert counts == {
        "commune_2022": 14,
        "ordinance_2007": 11,
        "agency_2022": 10,
        "state_enterprise_2022": 7,
    }


def test_the_list_of_a_day_is_the_one_that_held():
    book = rules.book()

    assert book.main(level="commune", on=date(2023, 6, 30)).key == "ordinance_2007"
    assert book.main(level="commune", on=date(2023, 7, 1)).key == "commune_2022"
    assert book.main(level="commune", on=date(2007, 6, 30)) is None


def test_every_item_of_2007_became_an_item_of_2022():
    old = rules.book().lists["ordinance_2007"]

    mapped = rules.book().mapped(old, LIST)

    assert all(mapped.values())
    assert set().union(*mapped.values()) == {item.key for item in LIST.items}


def test_items_seven_to_twelve_need_the_radio_and_the_village_head():
    wide = {item.number for item in LIST.items if "truyen_thanh" in item.needs}

    assert wide == {7, 8, 9, 10, 11, 12}


def test_posting_stays_twenty_days_and_radio_three_the_first_one_counted():
    since = date(2026, 3, 1)

    assert LIST.last_day("niem_yet", since) == date(2026, 3, 21)
    assert LIST.advised_day("niem_yet", since) == date(2026, 3, 31)
    assert LIST.last_day("truyen_thanh", since) == date(2026, 3, 3)
    assert LIST.last_day("doi_thoai", since) is None


def test_old_posting_stays_thirty_days():
    old = rules.book().lists["ordinance_2007"]

    assert old.last_day("niem_yet", date(2015, 3, 1)) == date(2015, 3, 31)


@pytest.mark.parametrize(
    ("each", "on", "key", "before", "after"),
    [
        ("year", date(2026, 3, 2), "2026", "2025", "2027"),
        ("half", date(2026, 7, 1), "2026-H2", "2026-H1", "2027-H1"),
        ("quarter", date(2026, 3, 31), "2026-Q1", "2025-Q4", "2026-Q2"),
    ],
)
def test_periods_follow_each_other(each, on, key, before, after):
    found = rules.around(each, on)

    assert rules.of_day(each, on).key == key
    assert (found[0].key, found[1].key) == (before, after)


@pytest.mark.parametrize("written", ["", "2026-Q5", "2026-H3", "26", "9999", "2026-Q0", "q1"])
def test_what_is_no_period_is_none(written):
    assert rules.named(written) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda file: file["lists"]["commune_2022"].pop("rule"), "rule"),
        (lambda file: file["lists"]["commune_2022"].update(rule="DCCS-NONE"), "rule"),
        (lambda file: file["lists"]["commune_2022"].update(needs=["pigeon"]), "needs"),
        (lambda file: file["lists"]["commune_2022"].update(since="soon"), "since"),
        (lambda file: file["lists"]["commune_2022"]["items"][0].pop("key"), "key"),
        (lambda file: file["lists"]["commune_2022"]["items"][1].update(periods=["x"]), "periods"),
        (
            lambda file: file["lists"]["ordinance_2007"]["items"][0].update(
                became={"items": ["nothing"], "confidence": "low"}
            ),
            "became",
        ),
        (lambda file: file["periods"]["yearly_plan"].update(each="week"), "each"),
        (lambda file: file.update(channels=[]), "channels"),
        (lambda file: file["lists"]["commune_2022"]["items"].append(
            file["lists"]["commune_2022"]["items"][0]), "items"),
    ],
)  # fmt: skip
def test_a_broken_file_names_its_field(tmp_path, change, field):
    with pytest.raises(BrokenRuleFile) as refusal:
        rules.book(broken(tmp_path, change))

    assert field in str(refusal.value)
