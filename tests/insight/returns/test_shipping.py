"""Forms of the product come by themselves, once, and give way to what officers made."""

from datetime import date, timedelta

import pytest

from kheo.insight.returns import services
from kheo.insight.returns.models import Assignment, Form, FormVersion
from kheo.insight.returns.services.shipping import BadForm, shipped
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
FORM = """
key: thu
title: "Biểu thử"
basis: ""
suggests: {sender: commune, period: year}
definition:
  sections:
  - {key: a, title: A, rows: [{key: mot, label: Một, indicator: dialogues.held%s}]}
"""


def written(folder, text):
    (folder / "thu.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_forms_of_the_product_are_fit_to_publish_and_come_once():
    count = len(shipped())

    assert services.load_forms(now=MONDAY) == count == Form.objects.count()
    assert services.load_forms(now=MONDAY) == 0
    form = Form.objects.get(key="dan-chu-dan-van")
    assert form.owner is None
    assert form.versions.get().is_published
    assert not Assignment.objects.exists()


def test_the_half_year_form_asks_what_a_commune_counts():
    [form] = [one for one in shipped() if one.key == "dan-chu-dan-van"]

    assert (form.sender, form.period_kind) == ("commune", "half_year")
    assert len(form.definition.sections) == 6
    assert {place.address.level for place in form.definition.cells()} == {
        "commune", "village", "all",
    }  # fmt: skip
    assert any(rule.text.count("+") == 3 for rule in form.definition.rules)


def test_a_changed_file_is_a_new_version(tmp_path):
    services.load_forms(now=MONDAY, folder=written(tmp_path, FORM % ""))
    later = MONDAY + timedelta(days=1)

    assert services.load_forms(now=later, folder=written(tmp_path, FORM % ", decimals: 1")) == 1

    versions = FormVersion.objects.order_by("number")
    assert [one.changes for one in versions] == [
        ["Bản đầu tiên."],
        ["Sửa dòng “Một”: số chữ số lẻ."],
    ]


def test_what_officers_made_of_it_is_left_alone(tmp_path):
    services.load_forms(now=MONDAY, folder=written(tmp_path, FORM % ""))
    maker = factories.officer(of=factories.province(), role="reporting_officer")
    services.begin_draft(form=Form.objects.get(), by=maker, now=MONDAY)

    assert services.load_forms(now=MONDAY, folder=written(tmp_path, FORM % ", decimals: 1")) == 0


@pytest.mark.parametrize(
    "text",
    ["key: x", "[", FORM % ", level: moon", FORM.replace("dialogues.held", "no.such") % ""],
)
def test_a_file_that_is_wrong_is_refused_by_its_name(tmp_path, text):
    with pytest.raises(BadForm, match="thu.yaml"):
        services.load_forms(now=MONDAY, folder=written(tmp_path, text))


def test_forms_are_laid_on_those_who_usually_send_them_once():
    services.load_forms(now=MONDAY)
    home = factories.province()

    made = services.assign_shipped(unit=home, since=date(2026, 1, 1))

    assert made == Assignment.objects.count() == len(shipped())
    assert services.assign_shipped(unit=home, since=date(2026, 1, 1)) == 0
