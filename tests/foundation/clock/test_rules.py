"""The rule files say what the source says, and a broken one is refused by name."""

from collections import Counter
from datetime import date

import pytest

from kheo.foundation.clock.book import LAW, default_book
from kheo.foundation.clock.errors import BrokenRuleFile, NoRuleInForce
from kheo.foundation.clock.rules import ExtensionLimit, RuleBook


def rule_of(file, code):
    return next(row for row in file["rules"] if row["code"] == code)


def test_all_rules_of_the_source_are_there(book):
    assert len(book) == 92
    assert Counter(rule.kind for rule in book) == {
        "deadline_max": 57,
        "notice_min": 10,
        "frequency_min": 8,
        "cutoff": 7,
        "duration_min": 7,
        "validity": 2,
        "retention_min": 1,
    }
    assert Counter(rule.confidence for rule in book) == {"high": 52, "medium": 15, "low": 25}
    assert Counter(rule.evidence for rule in book) == {
        "seen_text": 36,
        "memory": 38,
        "seen_secondary": 18,
    }


@pytest.mark.parametrize(
    ("code", "length", "unit"),
    [
        ("DCCS-PUB-01", 10, "working_day"),
        ("KN-L1-RES", 30, "calendar_day"),
        ("KN-STAT-01", 90, "calendar_day"),
        ("TC-RES-01", 30, "calendar_day"),
        ("KNPA-LOCAL-01", 15, "working_day"),
        ("DCCS-INIT-01", 3, "month"),
        ("XLD-LUU-01", 1, "year"),
        ("DL-BREACH-01", 72, "hour"),
        ("TCD-FRQ-XA", 2, "times_per_period"),
    ],
)
def test_lengths_are_those_of_the_source(book, code, length, unit):
    rule = book.get(code, date(2026, 11, 22))

    assert (rule.length, rule.unit) == (length, unit)


def test_totals_in_prose_and_in_machine_fields_agree(book):
    """`variants` is the source's own table: remote lengths and caps must repeat it."""
    for rule in book:
        said = dict(rule.variants)
        if "remote" in said:
            assert rule.remote_length == said["remote"], rule.code
        if "complex" in said:
            assert rule.extensions[0].up_to == said["complex"], rule.code
        if "remote_complex" in said:
            assert rule.extensions[0].remote_up_to == said["remote_complex"], rule.code
        if "special_complex" in said:
            assert rule.extensions[1].up_to == said["special_complex"], rule.code
        if "with_processor" in said:
            assert rule.cases[0].length == said["with_processor"], rule.code
    assert book.get("KN-L1-RES", date(2026, 1, 5)).remote_length == 45


def test_every_remote_variant_of_the_prose_has_a_machine_length(book):
    assert [rule.code for rule in book if rule.remote and not rule.remote_length] == []


def test_the_two_extensions_of_a_denunciation(book):
    ordinary, special = book.get("TC-RES-01", date(2026, 1, 5)).extensions

    assert ordinary == ExtensionLimit(
        code="complex",
        grounds_vi="vụ việc phức tạp",
        grounds_en="complex case",
        unit="calendar_day",
        add=30,
        times=1,
        up_to=60,
        remote_up_to=None,
        needs_decision=True,
    )
    assert (special.add, special.times, special.up_to) == (30, 2, 90)


def test_the_version_is_chosen_by_code_and_trigger_date(book):
    assert book.get("TCD-FRQ-XA", date(2026, 6, 30)).code == "TCD-FRQ-XA-OLD"
    assert book.get("TCD-FRQ-XA", date(2026, 7, 1)).code == "TCD-FRQ-XA"
    assert book.get("TCD-FRQ-XA-OLD", date(2026, 6, 30)).code == "TCD-FRQ-XA-OLD"
    assert book.get("DCCS-PUB-01", date(2023, 6, 30)).code == "DCCS-PUB-OLD-01"


@pytest.mark.parametrize(
    ("code", "on"),
    [
        ("TCD-FRQ-XA-OLD", date(2026, 7, 1)),
        ("DL-BREACH-01", date(2025, 12, 31)),
        ("DCCS-PUB-01", date(2007, 6, 30)),
        ("NO-SUCH-RULE", date(2026, 7, 1)),
    ],
)
def test_outside_its_time_no_rule_is_in_force(book, code, on):
    with pytest.raises(NoRuleInForce) as caught:
        book.get(code, on)

    assert str(caught.value) == f"Không có quy tắc {code} có hiệu lực ngày {on:%d/%m/%Y}."


def test_a_rule_without_dates_is_always_in_force(book):
    assert book.get("KNPA-LOCAL-01", date(2010, 1, 1)).version.startswith("undated+")


def test_the_version_names_the_day_and_changes_with_any_word(book, edit):
    def alter(file):
        rule_of(file, "KN-L1-RES")["notes"] = "checked"

    changed = RuleBook.load(edit("deadlines.yaml", alter)).get("KN-L1-RES", date(2026, 1, 5))
    ours = book.get("KN-L1-RES", date(2026, 1, 5))

    assert ours.version.startswith("2012-07-01+")
    assert len(ours.version) == len("2012-07-01+12345678")
    assert changed.version != ours.version


def test_a_deployment_may_set_local_values(edit):
    def alter(file):
        file["rules"]["KNPA-LOCAL-01"]["length"] = 12
        file["start"] = "same_day"

    rule = RuleBook.load(edit("local.yaml", alter)).get("KNPA-LOCAL-01", date(2026, 1, 5))

    assert (rule.length, rule.start) == (12, "same_day")


def test_the_default_book_is_read_once():
    assert default_book() is default_book()
    assert default_book(LAW).rules == default_book().rules


def set_field(code, /, **values):
    return lambda file: rule_of(file, code).update(values)


def drop_field(code, field):
    return lambda file: rule_of(file, code).pop(field)


BROKEN = [
    (drop_field("KN-L1-RES", "length"), "KN-L1-RES", "length"),
    (drop_field("KN-L1-RES", "unit"), "KN-L1-RES", "unit"),
    (drop_field("KN-L1-RES", "name_vi"), "KN-L1-RES", "name_vi"),
    (drop_field("KN-L1-RES", "trigger_vi"), "KN-L1-RES", "trigger_vi"),
    (drop_field("KN-L1-RES", "source"), "KN-L1-RES", "source"),
    (set_field("KN-L1-RES", length=0), "KN-L1-RES", "length"),
    (set_field("KN-L1-RES", length="30"), "KN-L1-RES", "length"),
    (set_field("KN-L1-RES", length=True), "KN-L1-RES", "length"),
    (set_field("KN-L1-RES", unit="fortnight"), "KN-L1-RES", "unit"),
    (set_field("KN-L1-RES", kind="deadline"), "KN-L1-RES", "kind"),
    (set_field("KN-L1-RES", evidence="heard"), "KN-L1-RES", "evidence"),
    (set_field("KN-L1-RES", confidence="sure"), "KN-L1-RES", "confidence"),
    (set_field("KN-L1-RES", source="  "), "KN-L1-RES", "source"),
    (set_field("KN-L1-RES", effective_from="01/07/2012"), "KN-L1-RES", "effective_from"),
    (set_field("KN-L1-RES", effective_to="2012-06-30"), "KN-L1-RES", "effective_to"),
    (set_field("KN-L1-RES", lenght=30), "KN-L1-RES", "lenght"),
    (set_field("KN-L1-RES", roll="yes please"), "KN-L1-RES", "roll"),
    (set_field("KN-L1-RES", start="yesterday"), "KN-L1-RES", "start"),
    (set_field("KN-L1-RES", on_whom="nobody"), "KN-L1-RES", "on_whom"),
    (set_field("KN-L1-RES", variants=[30]), "KN-L1-RES", "variants"),
    (set_field("KN-L1-RES", variants={"normal": "30"}), "KN-L1-RES", "variants.normal"),
    (set_field("KN-L1-RES", extensions={}), "KN-L1-RES", "extensions"),
    (set_field("KN-L1-RES", extensions=[{"code": "x"}]), "KN-L1-RES", "extensions.grounds_vi"),
    (set_field("KN-L1-RES", cases=["x"]), "KN-L1-RES", "cases"),
    (drop_field("TCD-FRQ-XA", "period"), "TCD-FRQ-XA", "period"),
    (set_field("TCD-FRQ-XA", period="decade"), "TCD-FRQ-XA", "period"),
    (drop_field("BC-TCD-Q1", "window"), "BC-TCD-Q1", "window"),
    (set_field("BC-TCD-Q1", window={"from": "15 Dec", "to": "03-14"}), "BC-TCD-Q1", "window.from"),
    (set_field("BC-TCD-Q1", window={"from": "12-15", "to": "02-30"}), "BC-TCD-Q1", "window.to"),
    (set_field("BC-TCD-Q2", code="BC-TCD-Q1"), "BC-TCD-Q1", "code"),
    (set_field("TCD-FRQ-XA-OLD", effective_to="2026-07-01"), "TCD-FRQ-XA", "code"),
    (lambda file: file["meta"].pop("unit_values"), "—", "meta.unit_values"),
    (lambda file: file.pop("rules"), "—", "rules"),
    (lambda file: file.pop("meta"), "—", "meta"),
]


@pytest.mark.parametrize(("alter", "rule", "field"), BROKEN)
def test_a_broken_rule_is_refused_by_file_rule_and_field(edit, alter, rule, field):
    with pytest.raises(BrokenRuleFile) as caught:
        RuleBook.load(edit("deadlines.yaml", alter))

    error = caught.value
    assert (error.file, error.rule, error.field) == ("deadlines.yaml", rule, field)
    assert str(error).startswith(f"deadlines.yaml, quy tắc {rule}, trường {field}: ")


@pytest.mark.parametrize(
    ("alter", "field"),
    [
        (lambda file: file.pop("start"), "start"),
        (lambda file: file["roll"].pop("validity"), "roll.validity"),
        (lambda file: file["rules"].update({"NEW-01": {"length": 3}}), "rules.NEW-01"),
        (lambda file: file["rules"].update({"KN-L1-RES": 3}), "rules.KN-L1-RES"),
    ],
)
def test_a_broken_local_file_is_refused(edit, alter, field):
    with pytest.raises(BrokenRuleFile) as caught:
        RuleBook.load(edit("local.yaml", alter))

    assert (caught.value.file, caught.value.field) == ("local.yaml", field)


def test_a_broken_local_value_names_both_files(edit):
    def alter(file):
        file["rules"]["KNPA-LOCAL-01"]["length"] = -1

    with pytest.raises(BrokenRuleFile) as caught:
        RuleBook.load(edit("local.yaml", alter))

    assert (caught.value.file, caught.value.rule) == (
        "deadlines.yaml + local.yaml",
        "KNPA-LOCAL-01",
    )


def test_the_refusal_reads_in_both_languages(edit):
    with pytest.raises(BrokenRuleFile) as caught:
        RuleBook.load(edit("deadlines.yaml", set_field("KN-L1-RES", length=0)))

    assert caught.value.message("vi") == (
        "deadlines.yaml, quy tắc KN-L1-RES, trường length: phải là số nguyên từ 1 trở lên."
    )
    assert caught.value.message("en") == (
        "deadlines.yaml, rule KN-L1-RES, field length: must be a whole number of at least 1."
    )


def test_a_missing_file_is_named(law):
    (law / "deadlines.yaml").unlink()

    with pytest.raises(BrokenRuleFile, match="deadlines.yaml.*không tìm thấy tệp"):
        RuleBook.load(law)


def test_a_file_that_is_not_text_is_named(law):
    (law / "local.yaml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(BrokenRuleFile, match="local.yaml.*không đọc được tệp"):
        RuleBook.load(law)


def test_a_syntax_error_names_its_line(law):
    (law / "deadlines.yaml").write_text("meta: {}\nrules: [\n", encoding="utf-8")

    with pytest.raises(BrokenRuleFile, match="sai cú pháp YAML ở dòng 3"):
        RuleBook.load(law)
