"""A return goes up the tree level by level; each step is one person's, and leaves its trace."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.duties.models import Duty
from kheo.foundation.figures.models import Statement
from kheo.foundation.log.models import Entry
from kheo.foundation.notices.models import Message
from kheo.insight.returns import errors, services
from kheo.insight.returns.definition import Definition, Row, Section
from kheo.insight.returns.models import Cell, Return
from tests import factories
from tests.factories import HANOI
from tests.insight.returns import owed

pytestmark = pytest.mark.django_db

JULY = datetime(2026, 7, 2, 9, tzinfo=HANOI)
HOUR = timedelta(hours=1)
ASKED = Definition(
    sections=(
        Section(
            "s",
            "Đối thoại",
            (
                Row("cuoc", "Cuộc", "dialogues.held", level="commune", compulsory=True),
                Row("phan_bien", "Phản biện", "criticism.conferences", jump_percent=Decimal(50)),
            ),
        ),
    )
)


@pytest.fixture
def commune():
    found = factories.unit()
    factories.head(factories.body(found))
    return found


@pytest.fixture
def lan(commune):
    return owed.officer(commune)


@pytest.fixture
def head(commune):
    return factories.officer(commune.parent, "head")


@pytest.fixture
def made(commune):
    return owed.ret(commune, version=owed.form(ASKED))


def typed(ret, by, **values):
    ret.refresh_from_db()
    values = {f"{key}.so": value for key, value in values.items()}
    services.fill(ret=ret, by=by, now=JULY, revision=ret.revision, values=values)


def sent(ret, by, now=JULY):
    typed(ret, by, cuoc="5")
    return services.send(ret=ret, by=by, now=now)


def actions(ret):
    return list(
        Entry.objects.filter(subject=f"return:{ret.pk}")
        .order_by("pk")
        .values_list("action", flat=True)
    )


# --- Sending ----------------------------------------------------------------------------------


def test_a_sent_return_waits_for_the_province(made, lan, head):
    found = sent(made, lan)

    assert (found.state, found.step, found.is_nil) == (Return.State.SENT, "province", False)
    assert (found.sent_by, found.first_sent_at) == (lan, JULY)
    duty = Duty.objects.get(kind="return.approve")
    assert (duty.subject, duty.unit, duty.closed_at) == (
        f"return:{made.pk}/province",
        made.unit.parent,
        None,
    )
    assert actions(made)[-1] == "return.sent"
    assert [one.recipient for one in Message.objects.all()] == [head.email]


def test_sending_closes_the_duty_of_the_unit(made, lan):
    services.open_due(now=JULY)
    made.refresh_from_db()
    duty = made.duty
    assert duty is not None

    sent(made, lan)

    duty.refresh_from_db()
    assert (duty.result, duty.closed_by) == ("Đã gửi báo cáo.", lan)


def test_what_is_wrong_is_not_sent(made, lan):
    typed(made, lan, phan_bien="3")

    with pytest.raises(errors.StillWrong):
        services.send(ret=made, by=lan, now=JULY)

    made.refresh_from_db()
    assert made.state == Return.State.DRAFT


def test_a_jump_is_sent_when_it_is_explained(made, commune, lan):
    before = owed.ret(
        commune, version=made.version, period_start=date(2025, 7, 1),
        period_end=date(2025, 12, 31), due_on=date(2026, 1, 7), grace_until=date(2026, 1, 10),
    )  # fmt: skip
    Return.objects.filter(pk=before.pk).update(first_sent_at=JULY)
    Cell.objects.create(
        origin=before, row="phan_bien", column="so", indicator="criticism.conferences",
        level="all", value=10, source="typed",
    )  # fmt: skip
    typed(made, lan, cuoc="5", phan_bien="30")

    with pytest.raises(errors.StillWrong):
        services.send(ret=made, by=lan, now=JULY)
    made.refresh_from_db()
    services.fill(
        ret=made, by=lan, now=JULY, revision=made.revision, values={},
        explanations={"phan_bien.so": "Năm nay có đại hội."},
    )  # fmt: skip

    assert services.send(ret=made, by=lan, now=JULY).state == Return.State.SENT


def test_an_empty_return_is_said_to_be_empty(made, lan):
    with pytest.raises(errors.EmptyReturn):
        services.send(ret=made, by=lan, now=JULY)

    assert services.send(ret=made, by=lan, now=JULY, says_empty=True).is_nil is True


def test_pressing_twice_sends_once(made, lan, head):
    sent(made, lan)

    with pytest.raises(errors.AlreadySent):
        services.send(ret=made, by=lan, now=JULY)

    assert Duty.objects.filter(kind="return.approve").count() == 1
    assert actions(made).count("return.sent") == 1


def test_after_the_grace_nothing_is_sent(made, lan):
    typed(made, lan, cuoc="5")

    with pytest.raises(errors.SendingLocked):
        services.send(ret=made, by=lan, now=datetime(2026, 7, 16, 8, tzinfo=HANOI))


def test_a_stranger_does_not_send(made, lan):
    typed(made, lan, cuoc="5")

    with pytest.raises(PermissionDenied):
        services.send(ret=made, by=owed.officer(factories.unit("Bình Minh")), now=JULY)


# --- Giving back ------------------------------------------------------------------------------


def test_a_return_is_given_back_with_remarks_at_cells(made, lan, head):
    ret = sent(made, lan)

    found = services.give_back(
        ret=ret, remarks={"cuoc.so": "Thiếu bản Lướt.", "": " ", "khac.so": "?"}, by=head, now=JULY
    )

    assert (found.state, found.step) == (Return.State.RETURNED, "commune")
    assert list(made.remarks.values_list("place", "words", "by")) == [
        ("cuoc.so", "Thiếu bản Lướt.", head.pk)
    ]
    assert Duty.objects.get(kind="return.approve").result == "Trả lại để sửa: 1 nhận xét."


def test_giving_back_says_what_is_to_be_changed(made, lan, head):
    ret = sent(made, lan)

    with pytest.raises(errors.RemarkMissing):
        services.give_back(ret=ret, remarks={"": "  "}, by=head, now=JULY)


def test_sending_again_settles_the_remarks_and_owes_a_new_decision(made, lan, head):
    ret = sent(made, lan)
    services.give_back(ret=ret, remarks={"": "Xem lại."}, by=head, now=JULY + HOUR)
    typed(made, lan, cuoc="6")

    found = services.send(ret=made, by=lan, now=JULY + 2 * HOUR)

    assert (found.state, found.first_sent_at) == (Return.State.SENT, JULY)
    assert made.remarks.get().settled_at == JULY + 2 * HOUR
    duty = Duty.objects.get(kind="return.approve")
    assert (duty.reopened, duty.closed_at) == (1, None)


# --- Approving --------------------------------------------------------------------------------


def test_approval_lets_the_numbers_stand(made, lan, head):
    ret = sent(made, lan)

    found = services.approve(ret=ret, by=head, now=JULY)

    assert (found.state, found.approved_by) == (Return.State.APPROVED, head)
    stated = Statement.objects.get(source=f"return:{made.pk}")
    assert (stated.indicator, stated.unit, stated.value) == ("dialogues.held", made.unit, 5)
    assert (stated.since, stated.until) == (date(2026, 1, 1), date(2026, 7, 1))
    assert Duty.objects.get(kind="return.approve").result == "Đã duyệt."
    assert actions(made)[-1] == "return.approved"


def test_nobody_approves_the_own_figures(made, commune):
    both = factories.officer(commune.parent, "head")
    factories.appoint(both, factories.post(factories.body(commune), role="reporting_officer"))
    ret = sent(made, both)

    with pytest.raises(errors.OwnFigures):
        services.approve(ret=ret, by=both, now=JULY)


def test_the_head_of_the_commune_does_not_approve(made, lan, commune):
    ret = sent(made, lan)

    with pytest.raises(PermissionDenied):
        services.approve(ret=ret, by=factories.officer(commune, "head"), now=JULY)


def test_a_stranger_does_not_give_back(made, lan):
    ret = sent(made, lan)
    elsewhere = factories.province("Hà Tĩnh", code="42")

    with pytest.raises(PermissionDenied):
        services.give_back(
            ret=ret, remarks={"": "?"}, by=factories.officer(elsewhere, "head"), now=JULY
        )


def test_the_second_of_two_heads_learns_that_it_is_decided(made, lan, head):
    ret = sent(made, lan)
    services.approve(ret=ret, by=head, now=JULY)

    with pytest.raises(errors.NotWaiting):
        services.give_back(ret=ret, remarks={"": "?"}, by=head, now=JULY)


def test_what_was_sent_again_meanwhile_is_looked_at_first(made, lan, head):
    ret = sent(made, lan)
    seen = ret.revision
    services.give_back(ret=ret, remarks={"": "?"}, by=head, now=JULY)
    typed(made, lan, cuoc="7")
    services.send(ret=made, by=lan, now=JULY)

    with pytest.raises(errors.ChangedMeanwhile):
        services.approve(ret=made, by=head, now=JULY, revision=seen)


def test_the_district_approves_before_the_province_while_there_were_districts(head):
    province = factories.province()
    district = factories.unit(
        "Mường La", level="district", parent=province, valid_to=date(2025, 6, 30)
    )
    commune = factories.unit("Ít Ong", parent=district, valid_to=date(2025, 6, 30))
    lan = owed.officer(commune)
    ret = owed.ret(
        commune, version=owed.form(ASKED), period_start=date(2025, 1, 1),
        period_end=date(2025, 6, 30),
    )  # fmt: skip

    first = sent(ret, lan)
    assert first.step == "district"

    second = services.approve(ret=ret, by=factories.officer(district, "head"), now=JULY)
    assert (second.state, second.step) == (Return.State.SENT, "province")

    assert services.approve(ret=ret, by=head, now=JULY).state == Return.State.APPROVED


# --- Locking and reopening --------------------------------------------------------------------


def approved(ret, lan, head):
    return services.approve(ret=sent(ret, lan), by=head, now=JULY)


def test_approved_numbers_are_locked_on_their_day(made, lan, head):
    approved(made, lan, head)

    assert services.lock_due(now=JULY) == 0
    assert services.lock_due(now=JULY + timedelta(days=40)) == 1

    made.refresh_from_db()
    assert (made.state, made.locked_at) == (Return.State.LOCKED, JULY + timedelta(days=40))


def test_only_what_is_approved_is_locked(made, lan, head):
    with pytest.raises(errors.NotApproved):
        services.lock(ret=sent(made, lan), by=head, now=JULY)


def test_a_stranger_does_not_lock(made, lan, head):
    with pytest.raises(PermissionDenied):
        services.lock(ret=approved(made, lan, head), by=lan, now=JULY)


def test_reopening_takes_the_numbers_back_until_they_are_approved_anew(made, lan, head):
    ret = approved(made, lan, head)

    found = services.reopen(
        ret=ret, reason="Nhập nhầm bản", until=date(2026, 7, 20), by=head, now=JULY
    )

    assert (found.state, found.step) == (Return.State.REOPENED, "commune")
    assert not Statement.objects.filter(source=f"return:{made.pk}").exists()
    assert made.reopenings.get().until == date(2026, 7, 20)

    typed(made, lan, cuoc="9")
    services.send(ret=made, by=lan, now=JULY)
    services.approve(ret=made, by=head, now=JULY)
    assert Statement.objects.get(source=f"return:{made.pk}").value == 9


def test_a_return_never_sent_is_reopened_after_its_grace(made, lan, head):
    late = datetime(2026, 8, 1, 8, tzinfo=HANOI)

    found = services.reopen(ret=made, reason="Lũ", until=date(2026, 8, 5), by=head, now=late)

    assert found.state == Return.State.DRAFT
    typed(made, lan, cuoc="5")
    assert services.send(ret=made, by=lan, now=late).state == Return.State.SENT


@pytest.mark.parametrize(
    ("reason", "until", "refusal"),
    [
        (" ", date(2026, 7, 20), errors.ReasonMissing),
        ("Nhầm", date(2026, 7, 1), errors.EndRefused),
        ("Nhầm", date(2028, 7, 1), errors.EndRefused),
    ],
)
def test_reopening_says_why_and_until_when(made, lan, head, reason, until, refusal):
    ret = approved(made, lan, head)

    with pytest.raises(refusal):
        services.reopen(ret=ret, reason=reason, until=until, by=head, now=JULY)


def test_what_is_open_is_not_reopened(made, head):
    with pytest.raises(errors.NothingToReopen):
        services.reopen(ret=made, reason="?", until=date(2026, 7, 20), by=head, now=JULY)


def test_who_enters_does_not_reopen(made, lan, head):
    ret = approved(made, lan, head)

    with pytest.raises(PermissionDenied):
        services.reopen(ret=ret, reason="?", until=date(2026, 7, 20), by=lan, now=JULY)


def test_what_was_reopened_and_not_touched_stands_again(made, lan, head):
    ret = approved(made, lan, head)
    services.reopen(ret=ret, reason="Nhầm", until=date(2026, 7, 3), by=head, now=JULY + HOUR)

    assert services.lapse_due(now=JULY + 2 * HOUR) == 0
    assert services.lapse_due(now=JULY + timedelta(days=3)) == 1

    made.refresh_from_db()
    assert made.state == Return.State.APPROVED
    assert Statement.objects.get(source=f"return:{made.pk}").value == 5
