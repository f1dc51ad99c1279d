"""Every form of writing quantities, in invented sentences (forms.yaml)."""

import unicodedata
from pathlib import Path

import pytest
import yaml

from kheo.insight.checks.text import check
from kheo.insight.checks.text.relations import Verdict

FORMS = yaml.safe_load((Path(__file__).parent / "forms.yaml").read_text(encoding="utf-8"))
KEYS = {
    "ratio": ("numerator", "denominator", "stated_percent"),
    "change": ("old", "new", "delta", "stated_percent", "stated_times"),
}


def shapes(text):
    """Write what is found the way forms.yaml does."""
    found = {"sum": [], "ratio": [], "change": []}
    for relation in check(text):
        record = relation.record("")
        kind = record["kind"].split("_")[0]
        if kind == "sum":
            found["sum"].append([record["verdict"], record["total"], *record["parts"]])
        else:
            found[kind].append([record["verdict"], *(record[key] for key in KEYS[kind])])
    return found


@pytest.mark.parametrize("form", FORMS, ids=[form["s"][:60] for form in FORMS])
def test_each_form_is_read(form):
    found = shapes(form["s"])
    for kind in ("sum", "ratio", "change"):
        if kind in form:
            assert form[kind] in found[kind]


@pytest.mark.parametrize(
    "form", [form for form in FORMS if form.get("silent")], ids=lambda f: f["s"][:60]
)
def test_traps_are_not_called_wrong(form):
    assert [r.why for r in check(form["s"]) if r.verdict is Verdict.INCONSISTENT] == []


@pytest.mark.parametrize("form", FORMS, ids=[form["s"][:60] for form in FORMS])
def test_decomposed_text_reads_the_same_at_its_own_places(form):
    raw = unicodedata.normalize("NFD", form["s"])
    assert shapes(raw) == shapes(form["s"])
    for one, other in zip(check(raw), check(form["s"]), strict=True):
        cut = unicodedata.normalize("NFC", raw[one.start : one.end])
        assert cut == form["s"][other.start : other.end]


def test_the_likely_slip_is_named():
    wrong = check("Tỉnh mở 1.191 lớp (8 lớp cấp tỉnh; 156 lớp cấp huyện; 947 lớp cấp xã).")[0]
    assert "1.191 là 1.111 ghi nhầm" in wrong.why


def test_a_second_breakdown_that_fits_is_found_beside_the_wrong_one():
    text = (
        "Có 240 người, trong đó có 100 bác sĩ, 90 y tá, 30 hộ lý, 30 lái xe. "
        "Đến nay 80 người đã nghỉ, 150 người ở lại và 10 người chuyển đi."
    )
    found = shapes(text)["sum"]
    assert ["inconsistent", 240, 100, 90, 30, 30] in found
    assert ["consistent", 240, 80, 150, 10] in found


def test_what_plain_arithmetic_says_is_kept_beside_the_judgement():
    relation = check("Đã thực hiện 9/11 chỉ tiêu, đạt trên 60%.")[0]
    assert relation.verdict is Verdict.CANNOT_TELL
    assert relation.naive_verdict is Verdict.INCONSISTENT
