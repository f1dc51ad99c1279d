"""An officer writes a form as a draft, publishes it, and says who owes it; nothing sent is lost."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.insight.returns import drafting, errors, services
from kheo.insight.returns.definition import Definition, Row, RuleText
from kheo.insight.returns.models import Assignment, Form, FormVersion, Return
from tests import factories
from tests.factories import HANOI, MONDAY
from tests.insight.returns import owed

pytestmark = pytest.mark.django_db
JUNE = datetime(2026, 6, 20, 1, tzinfo=HANOI)
HELD = Row("cuoc", "Cuộc đối thoại", "dialogues.held")
DRAFTS = Row("du_thao", "Dự thảo", "criticism.drafts")


@pytest.fixture
def maker():
    return factories.officer(of=factories.province(), role="reporting_officer")


def created(maker, title="Biểu đối thoại"):
    owner = factories.body(factories.province())
    return services.create_form(title=title, basis="Kế hoạch 5", owner=owner, by=maker, now=MONDAY)


def asking(*rows) -> Definition:
    made = drafting.put_section(Definition(), "Một")
    for row in rows:
        made = drafting.put_row(made, "mot", row)
    return made


def saved(form, definition, maker, revision=0):
    draft = services.begin_draft(form=form, by=maker, now=MONDAY)
    return services.save_draft(
        version=draft, definition=definition, revision=revision, by=maker, now=MONDAY
    )


def published(form, definition, maker, now=MONDAY, **how):
    draft = saved(form, definition, maker)
    return services.publish(version=draft, revision=1, by=maker, now=now, **how)


def assigned(form, maker, now=JUNE, **fields):
    fields = {"sender": "commune", "period_kind": "half_year", "since": date(2026, 1, 1), **fields}
    unit = fields.pop("unit", None) or factories.province()
    return services.assign(form=form, unit=unit, by=maker, now=now, **fields)


def commune():
    made = factories.unit()
    factories.head(factories.body(made))
    return made


def test_a_form_begins_with_an_empty_draft_and_a_key_for_its_address(maker):
    form = created(maker)

    draft = form.versions.get()
    assert (form.key, draft.number, draft.is_published) == ("bieu-doi-thoai", 1, False)
    assert not list(draft.asked.rows())


@pytest.mark.parametrize("title", ["Biểu đối thoại", "BIỂU ĐỐI THOẠI", "  "])
def test_two_forms_do_not_bear_one_title_and_none_bears_none(maker, title):
    created(maker)

    with pytest.raises((errors.TitleTaken, errors.TitleMissing)):
        created(maker, title)


def test_a_form_is_described_retired_and_restored(maker):
    form = created(maker)

    services.describe_form(form=form, title="Tên khác", basis="", by=maker, now=MONDAY)
    services.retire(form=form, by=maker, now=MONDAY)
    form.refresh_from_db()
    assert (form.title, form.is_active) == ("Tên khác", False)

    assert services.restore(form=form, by=maker, now=MONDAY).is_active


def test_who_makes_forms_elsewhere_makes_none_here(maker):
    form = created(maker)
    here = factories.unit()
    stranger = factories.officer(of=here, role="reporting_officer")
    acts = (
        lambda: services.create_form(
            title="Khác", basis="", owner=factories.body(here), by=stranger, now=MONDAY
        ),
        lambda: services.retire(form=form, by=stranger, now=MONDAY),
        lambda: saved(form, asking(HELD), stranger),
        lambda: services.publish(version=form.versions.get(), revision=0, by=stranger, now=MONDAY),
        lambda: assigned(form, stranger),
    )

    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_a_form_of_the_product_is_the_provinces(maker):
    form = owed.form().form

    services.retire(form=form, by=maker, now=MONDAY)

    form.refresh_from_db()
    assert not form.is_active


def test_the_second_of_two_officers_learns_of_the_first(maker):
    form = created(maker)
    draft = form.versions.get()
    saved(form, asking(HELD), maker)

    with pytest.raises(errors.DraftChanged):
        services.save_draft(
            version=draft, definition=asking(DRAFTS), revision=0, by=maker, now=MONDAY
        )

    assert [row.key for row in form.versions.get().asked.rows()] == ["cuoc"]


def test_a_version_is_published_with_what_changed_and_is_never_written_again(maker):
    form = created(maker)
    first = published(form, asking(HELD), maker).version
    second = published(form, asking(HELD, DRAFTS), maker).version

    assert (first.changes, second.changes) == (["Bản đầu tiên."], ["Thêm dòng “Dự thảo”."])
    assert (second.number, second.published_by, second.published_at) == (2, maker, MONDAY)
    with pytest.raises(errors.AlreadyPublished):
        services.save_draft(
            version=first, definition=asking(DRAFTS), revision=1, by=maker, now=MONDAY
        )


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        (Definition(), "chưa có dòng nào"),
        (asking(Row("x", "X", "no.such")), "không có chỉ số no.such"),
        (asking(Row("x", "X", "dialogues.held", breakdown="a=b")), "không có phân tổ a=b"),
        (drafting.put_rule(asking(HELD), RuleText("r", "Cuộc đối thoại ≥ Vắng mặt")), "Quy tắc"),
    ],
)
def test_what_is_not_fit_is_not_published(maker, definition, words):
    form = created(maker)

    with pytest.raises(errors.NotFit, match=words):
        published(form, definition, maker)


def test_a_draft_is_thrown_away_once_there_is_a_version(maker):
    form = created(maker)
    with pytest.raises(errors.OnlyVersion):
        services.discard_draft(version=form.versions.get(), revision=0, by=maker, now=MONDAY)
    published(form, asking(HELD), maker)
    draft = services.begin_draft(form=form, by=maker, now=MONDAY)

    services.discard_draft(version=draft, revision=0, by=maker, now=MONDAY)

    assert form.versions.get().is_published


def test_an_assignment_opens_what_is_due_and_is_not_made_twice(maker):
    form, unit = created(maker), commune()
    published(form, asking(HELD), maker)

    assigned(form, maker)

    assert Return.objects.get().unit == unit
    with pytest.raises(errors.AlreadyAssigned):
        assigned(form, maker)


def test_an_ended_assignment_asks_no_more_and_an_unused_one_vanishes(maker):
    form = created(maker)
    old, new = assigned(form, maker), assigned(form, maker, period_kind="year", since=JUNE.date())

    for one in (old, new):
        services.end_assignment(assignment=one, by=maker, now=JUNE)

    assert list(Assignment.objects.values_list("pk", "until")) == [(old.pk, JUNE.date())]


def opened(maker, *rows):
    form, unit = created(maker), commune()
    published(form, asking(*rows), maker)
    assigned(form, maker)
    return form, unit, Return.objects.get()


def test_an_open_return_goes_over_to_the_new_version_with_its_numbers(maker):
    form, unit, ret = opened(maker, HELD)
    owed.fill(ret, owed.officer(unit), cuoc__so="12")

    made = published(form, asking(HELD, DRAFTS), maker, now=JUNE)

    ret.refresh_from_db()
    assert (made.carried, made.kept, ret.version) == (1, 0, made.version)
    assert [cell.value for cell in ret.cells.all()] == [12]


def test_a_return_whose_number_has_no_cell_any_more_stays_on_its_version(maker):
    form, unit, ret = opened(maker, HELD, DRAFTS)
    owed.fill(ret, owed.officer(unit), cuoc__so="12")

    made = published(form, asking(DRAFTS), maker, now=JUNE)

    ret.refresh_from_db()
    assert (made.carried, made.kept, ret.version.number) == (0, 1, 1)
    assert [cell.value for cell in ret.cells.all()] == [12]


def test_open_returns_stay_where_the_maker_wants_them_to(maker):
    form, _unit, ret = opened(maker, HELD)

    published(form, asking(HELD, DRAFTS), maker, now=JUNE, carries=False)

    ret.refresh_from_db()
    assert ret.version.number == 1


def test_publishing_costs_as_many_queries_for_many_returns(maker, django_assert_num_queries):
    form, _unit, _ret = opened(maker, HELD)
    draft = saved(form, asking(HELD, DRAFTS), maker)
    with django_assert_num_queries(QUERIES):
        services.publish(version=draft, revision=1, by=maker, now=JUNE)
    for _number in range(2):
        commune()
    services.open_due(now=JUNE)
    draft = saved(form, asking(HELD), maker)

    with django_assert_num_queries(QUERIES):
        services.publish(version=draft, revision=1, by=maker, now=JUNE)


QUERIES = 21


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("one_draft_version_per_form", {"number": 2}),
        ("one_version_per_form_and_number", {"number": 1, "published_at": MONDAY}),
        ("version_counts_from_one", {"number": 0, "published_at": MONDAY}),
    ],
)
def test_the_database_refuses_a_version_that_makes_no_sense(maker, constraint, fields):
    form = created(maker)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FormVersion.objects.create(form=form, definition={}, **fields)


def test_the_database_refuses_a_form_without_a_title_and_an_assignment_that_ends_first(maker):
    form = created(maker)
    with pytest.raises(IntegrityError, match="form_has_a_title"), transaction.atomic():
        Form.objects.create(key="x", title="")
    same = {
        "form": form, "sender": "commune", "unit": factories.province(), "period_kind": "year",
        "since": date(2026, 1, 1),
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="assignment_ends"), transaction.atomic():
        Assignment.objects.create(**same, until=date(2026, 1, 1))
    Assignment.objects.create(**same)
    with pytest.raises(IntegrityError, match="one_assignment"), transaction.atomic():
        Assignment.objects.create(**same)
