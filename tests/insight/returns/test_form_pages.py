"""The maker of forms writes one page by page, without JavaScript; others are kept out."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from kheo.insight.returns import drafting, services
from kheo.insight.returns.definition import Definition, Row
from kheo.insight.returns.models import Assignment, Form, Return
from tests import factories
from tests.insight.returns import owed

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker(client):
    factories.head(factories.body(factories.province()))
    made = factories.officer(of=factories.province(), role="reporting_officer")
    client.force_login(made)
    return made


@pytest.fixture
def form(maker):
    owner = factories.body(factories.province())
    return services.create_form(
        title="Biểu đối thoại", basis="", owner=owner, by=maker, now=timezone.now()
    )


def url(name, *args):
    return reverse(f"returns:{name}", args=args)


def draft(form):
    return form.versions.get(published_at=None)


def write(form, maker, *rows):
    made = drafting.put_section(Definition(), "Một")
    for row in rows:
        made = drafting.put_row(made, "mot", row)
    version = services.begin_draft(form=form, by=maker, now=timezone.now())
    return services.save_draft(
        version=version, definition=made, revision=version.revision, by=maker, now=timezone.now()
    )


HELD = Row("cuoc", "Cuộc đối thoại", "dialogues.held")
DRAFTS = Row("du_thao", "Dự thảo", "criticism.drafts")


def test_an_officer_writes_publishes_and_assigns_a_form(client, maker):
    commune = factories.unit()
    factories.head(factories.body(commune))
    owner = factories.body(factories.province())

    client.post(url("create"), {"title": "Đối thoại 2026", "basis": "KH 5", "owner": owner.pk})
    key = Form.objects.get().key
    found = client.get(url("draft_pick", key), {"tim": "doi thoai voi nhan dan"})
    assert "dialogues.held" in found.content.decode()
    row = {
        "revision": 0, "label": "Cuộc đối thoại", "section": "i_ket_qua", "level": "all",
        "decimals": 0, "minimum": "0", "compulsory": ["so"],
    }  # fmt: skip
    client.post(f"{url('draft_new_row', key)}?chi-so=dialogues.held", row)
    client.post(
        url("draft_new_rule", key),
        {"revision": 1, "text": "Cuộc đối thoại ≥ kỳ trước(Cuộc đối thoại)"},
    )
    client.post(url("draft_publish", key), {"revision": 2, "chuyen": "1"})
    today = timezone.localdate()
    assigned = {"sender": "commune", "period_kind": "month", "since": today.replace(day=1)}
    client.post(url("assign", key), {**assigned, "since": f"1/{today.month}/{today.year}"})

    version = Form.objects.get().versions.get()
    assert version.is_published
    [made] = version.asked.rows()
    assert (made.indicator, made.key, made.minimum, made.compulsory) == (
        "dialogues.held",
        "cuoc_doi_thoai",
        0,
        ("so",),
    )
    assert [one.text for one in version.asked.rules] == [
        "Cuộc đối thoại ≥ kỳ trước(Cuộc đối thoại)"
    ]
    assert Assignment.objects.get().unit == factories.province()
    assert client.get(url("form", key)).status_code == 200


def test_every_page_of_a_form_is_shown(client, maker, form):
    write(form, maker, HELD, DRAFTS)
    for name in (
        "draft", "draft_new_section", "draft_new_column", "draft_pick", "draft_name",
        "draft_new_rule", "draft_publish", "describe", "assign", "form",
    ):  # fmt: skip
        assert client.get(url(name, form.key)).status_code == 200, name
    assert client.get(url("forms")).status_code == 200
    assert client.get(url("create")).status_code == 200
    assert client.get(url("draft_row", form.key, "cuoc")).status_code == 200
    assert client.get(url("draft_section", form.key, "mot")).status_code == 200
    assert client.get(url("draft_column", form.key, "so")).status_code == 200
    assert client.get(url("version", form.key, 1)).status_code == 200


def test_a_row_is_changed_moved_and_taken_out(client, maker, form):
    write(form, maker, HELD, DRAFTS)
    changed = {
        "revision": 1, "label": "Cuộc đối thoại trực tiếp", "section": "mot", "level": "commune",
        "breakdown": "convener=authority", "decimals": 0, "is_cumulative": "on",
        "jump_percent": "50",
    }  # fmt: skip

    client.post(url("draft_row", form.key, "cuoc"), changed)
    client.post(url("draft_arrange", form.key), {"revision": 2, "viec": "dong:len:du_thao"})
    rows = list(draft(form).asked.rows())
    assert [row.key for row in rows] == ["du_thao", "cuoc"]
    assert (rows[1].label, rows[1].breakdown, rows[1].is_cumulative, rows[1].jump_percent) == (
        "Cuộc đối thoại trực tiếp",
        "convener=authority",
        True,
        50,
    )

    client.post(url("draft_arrange", form.key), {"revision": 3, "viec": "dong:bo:cuoc"})
    assert [row.key for row in draft(form).asked.rows()] == ["du_thao"]


def test_sections_and_columns_are_added_and_named(client, maker, form):
    write(form, maker, HELD)

    client.post(url("draft_new_section", form.key), {"revision": 1, "title": "Hai"})
    client.post(url("draft_section", form.key, "hai"), {"revision": 2, "title": "Ba"})
    client.post(url("draft_column", form.key, "so"), {"revision": 3, "label": "Tổng số"})
    column = {"revision": 4, "label": "Chính quyền", "breakdown": "convener=authority"}
    client.post(url("draft_new_column", form.key), column)

    asked = draft(form).asked
    assert [one.title for one in asked.sections] == ["Một", "Ba"]
    assert [(one.key, one.label, one.breakdown) for one in asked.columns] == [
        ("so", "Tổng số", ""),
        ("chinh_quyen", "Chính quyền", "convener=authority"),
    ]


def test_a_new_indicator_is_named_with_its_kinds_and_goes_on_to_its_row(client, maker, form):
    named = {
        "label": "Tổ dân vận cộng đồng", "unit_of_count": "tổ", "gathers": "last",
        "values": "Hoạt động tốt\nChưa tốt", "section": "",
    }  # fmt: skip

    response = client.post(url("draft_name", form.key), named)

    assert "chi-so=own.to_dan_van_cong_dong" in response["Location"]
    page = client.get(response["Location"]).content.decode()
    assert "Hoạt động tốt" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [("Cuộc đối thoại ≥ 0", "Quy tắc đọc được."), ("Cuộc đối thoại ≥", "kh-rule-wrong"), ("", "")],
)
def test_a_rule_is_tried_while_it_is_typed(client, maker, form, text, said):
    write(form, maker, HELD)

    assert said in client.post(url("draft_try", form.key), {"text": text}).content.decode()


def test_a_rule_that_means_nothing_is_refused_at_its_field_with_what_was_typed(client, maker, form):
    write(form, maker, HELD)

    response = client.post(url("draft_new_rule", form.key), {"revision": 1, "text": "Vắng mặt ≥ 0"})

    assert response.status_code == 422
    assert "Vắng mặt ≥ 0" in response.content.decode()
    assert not draft(form).asked.rules


def test_the_second_of_two_officers_is_told_and_keeps_what_was_typed(client, maker, form):
    write(form, maker, HELD)

    late = client.post(url("draft_new_section", form.key), {"revision": 0, "title": "Của tôi"})

    page = late.content.decode()
    assert "Người khác vừa sửa bản thảo này" in page
    assert 'value="Của tôi"' in page
    assert [one.title for one in draft(form).asked.sections] == ["Một"]
    client.post(url("draft_arrange", form.key), {"revision": 0, "viec": "dong:bo:cuoc"})
    assert list(draft(form).asked.rows()) == [HELD]


def test_publishing_says_what_changes_and_what_is_lacking(client, maker, form):
    write(form, maker)
    lacking = client.get(url("draft_publish", form.key)).content.decode()
    assert "Biểu chưa có dòng nào." in lacking
    client.post(url("draft_publish", form.key), {"revision": 1})
    assert not draft(form).is_published
    write(form, maker, HELD)
    client.post(url("draft_publish", form.key), {"revision": 2})
    write(form, maker, HELD, DRAFTS)

    assert "Thêm dòng “Dự thảo”." in client.get(url("draft_publish", form.key)).content.decode()


def test_a_form_is_described_put_out_of_use_and_its_draft_thrown_away(client, maker, form):
    write(form, maker, HELD)
    client.post(url("draft_discard", form.key), {"revision": 1})
    assert draft(form)
    client.post(url("draft_publish", form.key), {"revision": 1})
    client.post(url("draft", form.key))
    client.post(url("draft_discard", form.key), {"revision": 0})
    client.post(url("describe", form.key), {"title": "Tên mới", "basis": "KH 6"})
    client.post(url("use", form.key))

    form.refresh_from_db()
    assert (form.title, form.basis, form.is_active) == ("Tên mới", "KH 6", False)
    assert form.versions.get().is_published
    client.post(url("use", form.key))
    form.refresh_from_db()
    assert form.is_active


def test_a_title_that_is_taken_is_said_at_its_field(client, maker, form):
    owner = factories.body(factories.province())

    response = client.post(url("create"), {"title": form.title, "owner": owner.pk})

    assert response.status_code == 422
    assert "Đã có biểu mang tên này." in response.content.decode()


def test_an_assignment_may_be_for_one_commune_and_may_end(client, maker, form):
    commune = factories.unit("Ngọc Chiến")
    given = {
        "sender": "commune",
        "period_kind": "year",
        "since": "1/1/2026",
        "commune": "ngoc chien",
    }

    client.post(url("assign", form.key), given)
    assert client.post(url("assign", form.key), given).status_code == 422
    made = Assignment.objects.get()
    client.post(url("end_assignment", form.key, made.pk))

    assert made.unit == commune
    assert Assignment.objects.get().until == timezone.localdate()


def test_nobody_else_comes_in(client, maker, form):
    client.force_login(factories.officer(of=factories.unit(), role="reporting_officer"))
    for name in ("form", "draft", "draft_publish", "assign"):
        assert client.get(url(name, form.key)).status_code == 403, name
    assert client.get(url("forms")).status_code == 403
    assert client.post(url("use", form.key)).status_code == 403


def test_what_is_not_there_is_not_found(client, maker, form):
    write(form, maker, HELD)
    for name, part in (("draft_row", "x"), ("draft_section", "x"), ("draft_column", "x")):
        assert client.get(url(name, form.key, part)).status_code == 404
    bad = client.post(url("draft_arrange", form.key), {"revision": 1, "viec": "x:y:z"})
    assert bad.status_code == 404
    assert client.get(url("draft_new_row", form.key)).status_code == 302


def test_the_list_of_forms_costs_the_same_for_many(client, maker, django_assert_num_queries):
    owed.form(key="a", title="A")
    with django_assert_num_queries(LISTED):
        client.get(url("forms"))
    for key in "bc":
        owed.form(key=key, title=key)

    with django_assert_num_queries(LISTED):
        client.get(url("forms"))


LISTED = 5


def test_the_page_of_a_return_shows_its_numbers_to_those_concerned(client):
    unit = factories.unit()
    made = owed.ret(unit)
    officer = owed.officer(unit)
    owed.fill(made, officer, cuoc__tong="12")
    client.force_login(officer)

    page = client.get(made.get_absolute_url()).content.decode()
    assert ">12</a>" in page
    client.force_login(factories.officer(of=factories.unit("Khác"), role="reporting_officer"))
    assert client.get(made.get_absolute_url()).status_code == 403
    assert Return.objects.count() == 1
    assert made.period_end == date(2026, 6, 30)
