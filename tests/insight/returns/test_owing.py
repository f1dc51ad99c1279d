"""What falls due is opened for every unit that owes it, once, with a duty that has a date."""

from datetime import date, datetime

import pytest

from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty, Step
from kheo.foundation.log.models import Entry
from kheo.foundation.units.models import Unit
from kheo.insight.returns import services
from kheo.insight.returns.models import Assignment, Form, Return
from kheo.insight.returns.services import Opened
from tests import factories
from tests.factories import HANOI
from tests.insight.returns import owed

pytestmark = pytest.mark.django_db
JUNE = datetime(2026, 6, 20, 1, tzinfo=HANOI)
REFORM = date(2025, 7, 1)
LAST_DAY = date(2025, 6, 30)


def commune(name="Ngọc Chiến", **fields) -> Unit:
    made = factories.unit(name, **fields)
    factories.head(factories.body(made))
    return made


def assigned(kind="half_year", *, since=date(2026, 1, 1), sender="commune", **fields) -> Form:
    version = owed.form()
    Assignment.objects.create(
        form=version.form, sender=sender, unit=factories.province(), period_kind=kind,
        since=since, **fields,
    )  # fmt: skip
    return version.form


def periods_of(unit):
    rows = Return.objects.filter(unit=unit).order_by("period_end")
    return [(ret.period_end, ret.covers) for ret in rows]


def test_a_return_opens_with_a_duty_of_its_body_and_the_date_of_the_clock():
    unit = commune()
    assigned()

    assert services.open_due(now=JUNE) == Opened(returns=1, duties=1, headless=0)

    ret = Return.objects.select_related("duty").get()
    assert (ret.unit, ret.state, ret.step, ret.sender) == (unit, "draft", "commune", "commune")
    assert (ret.period_start, ret.period_end) == (date(2026, 1, 1), date(2026, 6, 30))
    assert ret.duty is not None
    assert (ret.duty.kind, ret.duty.subject, ret.duty.unit) == (
        "return.send",
        f"return:{ret.pk}",
        unit,
    )
    assert ret.duty.due_on == ret.due_on == date(2026, 7, 7)
    assert ret.duty.work == "Gửi biểu “Biểu đối thoại”, 6 tháng đầu năm 2026"
    assert ret.duty.url == ret.get_absolute_url()
    assert Step.objects.get().kind == Step.Kind.OPENED
    assert set(Entry.objects.values_list("action", flat=True)) == {"duty.opened", "returns.opened"}


def test_opening_again_opens_nothing():
    commune()
    assigned()
    services.open_due(now=JUNE)

    assert services.open_due(now=JUNE) == Opened()
    assert Return.objects.count() == Duty.objects.count() == 1


def test_nothing_opens_before_its_day_nor_for_a_form_that_is_out_of_use():
    commune()
    form = assigned()

    early = services.open_due(now=datetime(2026, 6, 9, 12, tzinfo=HANOI))
    Form.objects.filter(pk=form.pk).update(is_active=False)
    late = services.open_due(now=JUNE)

    assert early == late == Opened()


def test_an_assignment_holds_from_its_first_to_its_last_period():
    commune()
    assigned("month", since=date(2026, 3, 1), until=date(2026, 5, 31))

    services.open_due(now=JUNE)

    ends = Return.objects.order_by("period_end").values_list("period_end", flat=True)
    assert list(ends) == [date(2026, 3, 31), date(2026, 4, 30)]


def test_a_body_without_a_head_gets_its_duty_once_there_is_one():
    unit = factories.unit()
    assigned()

    assert services.open_due(now=JUNE) == Opened(returns=1, duties=0, headless=1)
    factories.head(factories.body(unit))

    assert services.open_due(now=JUNE) == Opened(returns=0, duties=1, headless=0)
    assert Return.objects.get().duty == Duty.objects.get()


def test_a_unit_founded_within_the_period_tells_of_its_own_days():
    unit = commune(valid_from=date(2026, 3, 10))
    assigned()

    services.open_due(now=JUNE)

    assert periods_of(unit) == [(date(2026, 6, 30), (date(2026, 3, 10), date(2026, 6, 30)))]


def test_merged_units_tell_each_of_their_days_and_the_heir_owes_all():
    old = [factories.unit(name, valid_to=LAST_DAY) for name in ("Nặm Păm", "Ít Ong")]
    heir = commune("Mường La", valid_from=REFORM)
    for one in old:
        factories.succession(one, heir, REFORM)
    assigned("year", since=date(2025, 1, 1))

    services.open_due(now=datetime(2025, 12, 20, 1, tzinfo=HANOI))

    end = date(2025, 12, 31)
    assert periods_of(heir) == [(end, (REFORM, end))]
    assert [periods_of(one) for one in old] == [[(end, (date(2025, 1, 1), LAST_DAY))]] * 2
    assert set(Duty.objects.values_list("unit", flat=True)) == {heir.pk}


def test_what_a_divided_unit_owes_waits_for_a_choice_among_its_heirs():
    old = factories.unit("Mường La", valid_to=LAST_DAY)
    large, small = commune("Mường La Một", valid_from=REFORM), commune("Hai", valid_from=REFORM)
    factories.succession(old, large, REFORM, share="0.7")
    factories.succession(old, small, REFORM, share="0.3")
    assigned("half_year", since=LAST_DAY, until=REFORM)
    now = datetime(2025, 7, 2, 1, tzinfo=HANOI)

    services.open_due(now=now)

    duty = Duty.objects.get()
    assert (duty.unit, duty.body.unit) == (old, large)
    assert duties.succeed(now=now).waiting == 1


def test_a_unit_that_only_changed_its_name_is_one_with_its_heir():
    old = factories.unit("Mường La", kind="thị trấn", valid_to=LAST_DAY)
    heir = commune("Mường La", kind="phường", valid_from=REFORM)
    factories.succession(old, heir, REFORM)
    assigned("year", since=date(2025, 1, 1))

    services.open_due(now=datetime(2025, 12, 20, 1, tzinfo=HANOI))

    whole = (date(2025, 1, 1), date(2025, 12, 31))
    assert periods_of(heir) == [(date(2025, 12, 31), whole)]
    assert periods_of(old) == []


def test_a_unit_that_ends_after_its_return_was_opened_keeps_it_and_passes_the_duty_on():
    old = commune("Nặm Păm", valid_to=LAST_DAY)
    assigned(since=LAST_DAY, until=REFORM)
    services.open_due(now=datetime(2025, 6, 25, 1, tzinfo=HANOI))
    heir, other = commune("Mường La", valid_from=REFORM), factories.unit("B", valid_to=LAST_DAY)
    for one in (old, other):
        factories.succession(one, heir, REFORM)

    duties.succeed(now=datetime(2025, 7, 1, 1, tzinfo=HANOI))

    ret = Return.objects.select_related("duty").get(unit=old)
    assert ret.duty is not None
    assert ret.duty.unit == heir


def test_many_communes_cost_as_many_queries_as_one(django_assert_num_queries):
    assigned()
    commune("A")
    with django_assert_num_queries(QUERIES):
        services.open_due(now=JUNE)
    Return.objects.all().delete()
    for name in ("B", "C"):
        commune(name)

    with django_assert_num_queries(QUERIES):
        services.open_due(now=JUNE)


QUERIES = 19


def test_the_return_follows_a_date_that_the_duty_got():
    unit = commune()
    assigned()
    services.open_due(now=JUNE)
    ret = Return.objects.select_related("duty").get()
    assert ret.duty is not None
    ret.duty.due_on = date(2026, 7, 20)

    services.follow(ret.duty, None)

    ret.refresh_from_db()
    assert (ret.unit, ret.due_on, ret.grace_until) == (unit, date(2026, 7, 20), date(2026, 7, 23))
