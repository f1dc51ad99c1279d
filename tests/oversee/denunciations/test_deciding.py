"""What is decided moves the case, its duties and its box together."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.duties.models import Duty
from kheo.oversee.denunciations import services
from kheo.oversee.denunciations.models import Case
from tests.factories import MONDAY
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db


def duties(case):
    return {
        duty.kind.removeprefix("denunciation."): duty
        for duty in Duty.objects.filter(subject=case.subject)
    }


def test_acceptance_owes_the_notice_and_the_resolution():
    case = making.accepted(making.house())

    owed = duties(case)
    assert case.stage == Case.Stage.ACCEPTED
    assert owed["assess"].closed_at == MONDAY
    assert (owed["notify"].rule_code, owed["notify"].due_on) == ("TC-ACC-NTF", date(2026, 3, 9))
    assert (owed["resolve"].rule_code, owed["resolve"].due_on) == ("TC-RES-01", date(2026, 4, 1))


def test_only_who_decides_accepts():
    home = making.house()
    case = making.enter(home)

    with pytest.raises(PermissionDenied):
        services.accept(
            box=making.box(case, home.officer), decision="1/QĐ-UBND", text="", now=MONDAY
        )


def test_two_officers_at_once_accept_once():
    home = making.house()
    case = making.with_head(home)
    one, other = making.box(case, home.head), making.box(case, home.head)
    services.accept(box=one, decision="1/QĐ-UBND", text="", now=MONDAY)

    with pytest.raises(services.AlreadyMoved):
        services.accept(box=other, decision="1/QĐ-UBND", text="", now=MONDAY)


@pytest.mark.parametrize("number", ["", "12", "Đỗ Trọng Kiểng", "12/QĐ cho ông Kiểng", "x/QĐ"])
def test_the_number_of_a_decision_has_no_room_for_a_name(number):
    home = making.house()
    case = making.with_head(home)

    with pytest.raises(services.DecisionMissing):
        services.accept(box=making.box(case, home.head), decision=number, text="", now=MONDAY)


def test_a_refusal_names_a_ground_of_the_law():
    home = making.house()
    case = making.with_head(home)

    services.refuse(
        box=making.box(case, home.head), ground="no_basis", text="Không rõ.", now=MONDAY
    )

    case.refresh_from_db()
    assert (case.stage, case.ground, case.ended_at) == ("refused", "no_basis", MONDAY)
    assert duties(case)["assess"].outcome == Duty.Outcome.REFUSED


def test_a_ground_that_no_law_lists_is_refused():
    home = making.house()
    case = making.with_head(home)

    with pytest.raises(services.ChoiceUnknown):
        services.refuse(box=making.box(case, home.head), ground="x", text="Vì thế.", now=MONDAY)


def test_what_belongs_elsewhere_is_forwarded_within_the_term_of_receipt():
    home = making.house()
    case = making.enter(home)
    later = MONDAY + timedelta(days=2)

    services.forward(box=making.box(case, home.officer), text="Gửi tỉnh.", now=later)

    owed = duties(case)
    assert owed["assess"].outcome == Duty.Outcome.NOT_OURS
    assert (owed["forward"].rule_code, owed["forward"].due_on) == ("TC-FWD-01", date(2026, 3, 9))
    services.carry_out(
        box=making.box(case, home.officer), kind="forward", text="Đã gửi.", now=later
    )
    assert duties(case)["forward"].closed_at == later


def test_what_looks_like_a_crime_goes_to_those_who_investigate():
    home = making.house()
    case = making.accepted(home)

    services.hand_to_investigators(
        box=making.box(case, home.head), text="Có dấu hiệu tội phạm.", now=MONDAY
    )

    case.refresh_from_db()
    assert case.stage == Case.Stage.INVESTIGATED
    assert not Duty.objects.open().filter(subject=case.subject).exists()


def unsigned(home):
    return making.enter(home, denouncers=[], is_anonymous=True)


def test_an_unsigned_letter_is_not_accepted_but_may_be_used():
    home = making.house()
    case = making.with_head(home, denouncers=[], is_anonymous=True)
    with pytest.raises(services.AnonymousNotAccepted):
        services.accept(box=making.box(case, home.head), decision="1/QĐ-UBND", text="", now=MONDAY)

    services.use(box=making.box(case, home.officer), text="Bằng chứng rõ.", now=MONDAY)

    case.refresh_from_db()
    assert case.stage == Case.Stage.USED


def test_a_vague_unsigned_letter_is_filed_for_a_year_and_then_erased():
    home = making.house()
    case = unsigned(home)
    services.file(box=making.box(case, home.officer), text="Không rõ.", now=MONDAY)
    case.refresh_from_db()
    assert case.stage == Case.Stage.FILED
    assert date(2027, 3, 1) <= case.keep_until <= date(2027, 3, 3)

    assert services.erase_filed(now=MONDAY + timedelta(days=300)) == 0
    assert services.erase_filed(now=MONDAY + timedelta(days=400)) == 1

    assert not case.papers.exists()
    assert [bytes(grant.sealed) for grant in case.grants.all()] == [b""]


@pytest.mark.parametrize("act", [services.use, services.file])
def test_a_signed_letter_is_neither_used_nor_filed(act):
    home = making.house()
    case = making.enter(home)

    with pytest.raises(services.NotAnonymous):
        act(box=making.box(case, home.officer), text="Vì thế.", now=MONDAY)


def test_a_withdrawal_ends_all_that_is_owed():
    home = making.house()
    case = making.accepted(home)

    services.withdraw(box=making.box(case, home.officer), text="Đơn xin rút.", now=MONDAY)

    case.refresh_from_db()
    assert case.stage == Case.Stage.WITHDRAWN
    assert duties(case)["resolve"].outcome == Duty.Outcome.WITHDRAWN
    assert [page["text"] for page in making.box(case, home.officer).all_of("withdrawal")] == [
        "Đơn xin rút."
    ]


@pytest.mark.parametrize("act", [services.forward, services.withdraw])
def test_every_ending_says_why(act):
    home = making.house()
    case = making.enter(home)

    with pytest.raises(services.TextMissing):
        act(box=making.box(case, home.officer), text=" ", now=MONDAY)


def extend(home, case, now, **changes):
    said = {
        "kind": "complex",
        "criteria": ["places"],
        "decision": "20/QĐ-UBND",
        "text": "Phải xác minh ở hai nơi.",
        **changes,
    }
    return services.extend(box=making.box(case, home.head, now), now=now, **said)


def test_a_complex_case_gets_thirty_days_more_by_decision():
    home = making.house()
    case = making.accepted(home)

    extend(home, case, MONDAY + timedelta(days=20))

    assert duties(case)["resolve"].due_on == date(2026, 5, 4)


def test_a_specially_complex_case_needs_two_criteria_and_gets_twice():
    home = making.house()
    case = making.accepted(home)
    two = {"kind": "special_complex", "criteria": ["places", "bodies"]}
    with pytest.raises(services.CriteriaTooFew):
        extend(home, case, MONDAY, kind="special_complex")

    extend(home, case, MONDAY, **two)
    extend(home, case, MONDAY, decision="21/QĐ-UBND", **two)

    assert duties(case)["resolve"].due_on == date(2026, 6, 1)


@pytest.mark.parametrize("change", [{"kind": "x"}, {"criteria": ["x"]}])
def test_an_extension_takes_only_what_the_law_lists(change):
    home = making.house()
    case = making.accepted(home)

    with pytest.raises(services.ChoiceUnknown):
        extend(home, case, MONDAY, **change)


def test_the_reason_of_an_extension_stays_in_the_box():
    home = making.house()
    case = making.accepted(home)
    extend(home, case, MONDAY, text=f"Phải hỏi {making.DENOUNCER}")

    step = duties(case)["resolve"].steps.get(kind="extended")
    assert making.DENOUNCER not in step.text
