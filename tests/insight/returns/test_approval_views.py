"""The approver's desk, one return with its remarks, opening again, the history of a cell."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from kheo.insight.returns import services
from kheo.insight.returns.definition import Column, Definition, Row, RuleText, Section
from kheo.insight.returns.models import Cell, Return
from kheo.insight.returns.queries import approval, desk
from tests import factories
from tests.factories import HANOI, MONDAY
from tests.insight.returns import owed

pytestmark = pytest.mark.django_db

FAR = {"due_on": date(2099, 7, 5), "grace_until": date(2099, 7, 15)}
SENT_AT = datetime(2026, 7, 2, 9, tzinfo=HANOI)
STATEMENTS_OF_THE_DESK = 11


@pytest.fixture
def version():
    columns = (Column("tong", "Tổng"), Column("chu_tri", "Cấp ủy", "convener=authority"))
    rows = (Row("luot", "Đối thoại", "dialogues.held", level="commune"),)
    rules = (RuleText("q", "đối thoại[tổng] ≤ 100", "Không quá 100", is_warning=True),)
    return owed.form(Definition((Section("s", "Đối thoại", rows),), columns, rules))


@pytest.fixture
def commune():
    return factories.unit("Ngọc Chiến")


@pytest.fixture
def head(commune, client):
    found = factories.officer(commune.parent, "head")
    client.force_login(found)
    return found


def sent(version, unit, *, total="5", explained=""):
    made = owed.ret(unit, version=version, **FAR)
    by = owed.officer(unit)
    services.fill(
        ret=made, by=by, now=MONDAY, revision=0, values={"luot.tong": total, "luot.chu_tri": "3"}
    )
    made.refresh_from_db()
    services.fill(
        ret=made, by=by, now=MONDAY, revision=made.revision, values={},
        explanations={"luot.tong": explained},
    )  # fmt: skip
    return services.send(ret=made, by=by, now=SENT_AT)


def url(name, ret, *more):
    return reverse(f"returns:{name}", args=[ret.pk, *more])


# --- The desk ---------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_takes_as_many_statements_for_three_as_for_one(
    version, head, client, django_assert_num_queries, count
):
    for number in range(count):
        sent(version, factories.unit(f"Xã {number}"))
    client.get(reverse("returns:approvals"))

    with django_assert_num_queries(STATEMENTS_OF_THE_DESK):
        page = client.get(reverse("returns:approvals")).content.decode()

    assert page.count('name="chon"') == count


def test_the_desk_groups_by_form_and_period(version, commune, head):
    sent(version, commune)
    sent(version, factories.unit("Mường Bú"))

    [group] = desk.groups(head, timezone.localdate())

    assert (group.title, group.period.label, group.count) == (
        "Biểu đối thoại",
        "6 tháng đầu năm 2026",
        2,
    )
    assert desk.waiting(head, timezone.localdate(), group.address).count() == 2
    assert desk.waiting(head, timezone.localdate(), "khac~month~2026-01-31").count() == 0
    assert desk.waiting(head, timezone.localdate(), "hỏng").count() == 0


def test_only_what_has_nothing_odd_is_approved_at_once(version, commune, head, client):
    clean, odd = (
        sent(version, commune),
        sent(version, factories.unit("Mường Bú"), total="120", explained="Có ngày hội."),
    )

    page = client.post(
        reverse("returns:approve_many"),
        {"chon": [f"{clean.pk}-{clean.revision}", f"{odd.pk}-{odd.revision}", "x-1"]},
        follow=True,
    ).content.decode()

    assert set(Return.objects.values_list("pk", "state")) == {
        (clean.pk, Return.State.APPROVED),
        (odd.pk, Return.State.SENT),
    }
    assert "Đã duyệt 1 báo cáo." in page
    assert "xã Mường Bú: còn chỗ cần xem từng báo cáo." in page
    assert "1 chỗ đã giải trình" in page


def test_what_changed_since_the_desk_was_read_is_not_approved(version, commune, head, client):
    ret = sent(version, commune)

    client.post(reverse("returns:approve_many"), {"chon": [f"{ret.pk}-{ret.revision - 1}"]})

    ret.refresh_from_db()
    assert ret.state == Return.State.SENT


def test_who_approves_nothing_has_no_desk(commune, client):
    client.force_login(owed.officer(commune))

    assert client.get(reverse("returns:approvals")).status_code == 403


def test_another_province_sees_nothing(version, commune, client):
    sent(version, commune)
    elsewhere = factories.province("Hà Tĩnh", code="42")

    stranger = factories.officer(elsewhere, "head")

    assert desk.waiting(stranger, timezone.localdate()).count() == 0


# --- One return -------------------------------------------------------------------------------


def test_the_review_shows_the_last_period_beside_and_what_is_odd(version, commune, head, client):
    before = owed.ret(
        commune, version=version, period_start=date(2025, 7, 1),
        period_end=date(2025, 12, 31), **FAR,
    )  # fmt: skip
    Return.objects.filter(pk=before.pk).update(first_sent_at=SENT_AT)
    Cell.objects.create(
        origin=before, row="luot", column="tong", indicator="dialogues.held", level="commune",
        value=Decimal(80), source="typed",
    )  # fmt: skip
    ret = sent(version, commune, total="120", explained="Có ngày hội.")

    page = client.get(url("review", ret)).content.decode()

    assert "+50%" in page
    assert "Không quá 100: 120 &gt; 100. Đã giải trình." in page
    assert "Có ngày hội." in page


def test_the_review_takes_a_fixed_number_of_statements(
    version, commune, head, client, django_assert_max_num_queries
):
    ret = sent(version, commune)
    client.get(url("review", ret))

    with django_assert_max_num_queries(20):
        client.get(url("review", ret))


def test_a_return_is_given_back_with_a_remark_typed_at_its_cell(version, commune, head, client):
    ret = sent(version, commune)

    client.post(
        url("review", ret),
        {"lam": "tra-lai", "revision": ret.revision, "nx.luot.tong": "Thiếu bản Lướt.",
         "nx.luot.chu_tri": "", "nhan-xet": ""},
    )  # fmt: skip

    ret.refresh_from_db()
    assert ret.state == Return.State.RETURNED
    assert list(ret.remarks.values_list("place", "words")) == [("luot.tong", "Thiếu bản Lướt.")]


def test_what_was_typed_is_not_lost_when_it_is_refused(version, commune, head, client):
    ret = sent(version, commune)

    page = client.post(
        url("review", ret), {"lam": "tra-lai", "revision": "999", "nx.luot.tong": "Thiếu bản."}
    ).content.decode()

    assert "Báo cáo vừa được gửi lại với số khác" in page
    assert "Thiếu bản.</textarea>" in page


def test_what_changed_since_it_was_given_back_is_shown(version, commune, head, client):
    ret = sent(version, commune)
    services.give_back(ret=ret, remarks={"": "Xem lại."}, by=head, now=SENT_AT)
    by = owed.officer(commune)
    ret.refresh_from_db()
    services.fill(ret=ret, by=by, now=SENT_AT, revision=ret.revision, values={"luot.tong": "7"})
    services.send(ret=ret, by=by, now=SENT_AT)

    page = client.get(url("review", ret)).content.decode()

    assert "5 → <b>7</b>" in page
    assert "Xem lại." in page


def test_approving_on_the_page_returns_to_the_desk(version, commune, head, client):
    ret = sent(version, commune)

    answer = client.post(url("review", ret), {"lam": "duyet", "revision": ret.revision})

    ret.refresh_from_db()
    assert (answer.url, ret.state) == (reverse("returns:approvals"), Return.State.APPROVED)


def test_a_stranger_does_not_review(version, commune, client):
    ret = sent(version, commune)
    client.force_login(factories.officer(factories.unit("Bình Minh"), "head"))

    assert client.get(url("review", ret)).status_code == 403


# --- Opening again ----------------------------------------------------------------------------


def test_a_return_is_opened_again_with_a_reason_and_a_day(version, commune, head, client):
    ret = services.approve(ret=sent(version, commune), by=head, now=SENT_AT)
    today = timezone.localdate()

    client.post(url("reopen", ret), {"reason": "Nhầm bản.", "until": f"{today:%d/%m/%Y}"})

    ret.refresh_from_db()
    assert (ret.state, ret.reopenings.get().until) == (Return.State.REOPENED, today)


def test_a_day_that_is_over_is_refused_at_its_field(version, commune, head, client):
    ret = services.approve(ret=sent(version, commune), by=head, now=SENT_AT)

    page = client.post(url("reopen", ret), {"reason": "Nhầm bản.", "until": "1/1/2020"})

    assert page.context["form"].errors == {
        "until": ["Ngày được sửa đến phải từ hôm nay, và không quá một năm."]
    }
    assert "Nhầm bản." in page.content.decode()


def test_a_commune_does_not_open_again(version, commune, head, client):
    ret = services.approve(ret=sent(version, commune), by=head, now=SENT_AT)
    client.force_login(factories.officer(commune, "head"))

    assert client.get(url("reopen", ret)).status_code == 403


# --- History ----------------------------------------------------------------------------------


def test_the_history_says_who_set_a_cell_to_what(version, commune, head, client):
    ret = sent(version, commune)

    page = client.get(url("history", ret, "luot.tong")).content.decode()

    assert "Đối thoại: Tổng" in page
    assert '<td class="kh-right" data-label="Thành">5</td>' in page
    assert "nhập tay" in page
    assert client.get(url("history", ret, "khong.co")).status_code == 404


def test_a_stranger_does_not_read_the_history(version, commune, client):
    ret = sent(version, commune)
    client.force_login(owed.officer(factories.unit("Bình Minh")))

    assert client.get(url("history", ret, "luot.tong")).status_code == 403


# --- Judging many -----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_judging_takes_as_many_statements_for_three_as_for_one(
    version, django_assert_num_queries, count
):
    made = [sent(version, factories.unit(f"Xã {number}")) for number in range(count)]
    returns = list(Return.objects.filter(pk__in=[one.pk for one in made]).select_related("version"))

    with django_assert_num_queries(2):
        found = approval.judge_all(returns)

    assert found == {ret.pk: [] for ret in returns}


def test_a_rule_reads_another_form_of_the_same_unit_and_period(commune):
    other = owed.form(key="khac", title="Biểu khác")
    theirs = owed.ret(commune, version=other, **FAR)
    Cell.objects.create(
        origin=theirs, row="cuoc", column="tong", indicator="dialogues.held", level="commune",
        value=9, source="typed",
    )  # fmt: skip
    rules = (RuleText("q", 'đối thoại = biểu "Biểu khác"!cuộc đối thoại[tổng số]'),)
    row = Row("luot", "Đối thoại", "dialogues.held", level="commune")
    asked = Definition((Section("s", "S", (row,)),), rules=rules)
    ret = owed.ret(commune, version=owed.form(asked, key="nay", title="Biểu này"), **FAR)
    Cell.objects.create(
        origin=ret, row="luot", column="so", indicator="dialogues.held", level="commune",
        value=5, source="typed",
    )  # fmt: skip

    [problem] = approval.judge(ret)

    assert problem.words.endswith(": 5 ≠ 9.")
    assert (problem.place, problem.places) == ("luot.so", ("luot.so",))
