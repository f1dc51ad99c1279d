"""From acceptance to decision: who may, what the law wants first, and what stops the clock."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.notices.models import Message
from kheo.oversee.complaints import errors, permissions, queries, services
from kheo.oversee.complaints.models import Complaint, Decision, Dialogue, Publication
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.oversee.complaints import cases
from tests.oversee.complaints.cases import MONDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return cases.Place()


def resolve(complaint: Complaint) -> Duty:
    return Duty.objects.get(kind="complaint.resolve", subject=complaint.subject)


# --- Accepting and refusing -------------------------------------------------------------------


def test_two_officers_accept_at_once_and_the_second_learns_it(place):
    complaint = cases.lodged(place)
    services.accept(complaint=complaint, by=place.handler, now=MONDAY)

    with pytest.raises(errors.AlreadyAccepted):
        services.accept(complaint=complaint, by=place.head, now=MONDAY)
    with pytest.raises(errors.AlreadyAccepted):
        services.refuse(
            complaint=complaint, ground="unsigned", explanation="x", by=place.head, now=MONDAY
        )


def test_a_complaint_is_refused_on_a_ground_of_the_law_with_the_reason_told(place):
    complaint = services.refuse(
        complaint=cases.lodged(place), ground="too_late", explanation="Quá 90 ngày, không lý do.",
        by=place.handler, now=at(2027, 1, 12),
    )  # fmt: skip

    petition = Petition.objects.get()
    assert (complaint.stage, complaint.ground) == ("refused", "too_late")
    assert (petition.state, petition.refusal_ground) == ("answered", "too_late")
    assert petition.duty.outcome == Duty.Outcome.REFUSED
    assert petition.answer == (
        "Thời hiệu, thời hạn khiếu nại đã hết mà không có lý do chính đáng. "
        "Quá 90 ngày, không lý do. (Luật Khiếu nại 02/2011/QH13, Điều 11 khoản 6)"
    )
    assert Message.objects.filter(key__startswith="complaint.refused").exists()


def test_what_belongs_elsewhere_is_guided(place):
    services.refuse(
        complaint=cases.lodged(place), ground="not_competent", explanation="Gửi UBND xã Mường Bú.",
        by=place.handler, now=MONDAY,
    )  # fmt: skip

    assert Petition.objects.get().state == "redirected"
    assert Duty.objects.get().outcome == Duty.Outcome.NOT_OURS


def test_a_ground_of_ones_own_or_without_words_is_refused(place):
    complaint = cases.lodged(place)
    said = {"complaint": complaint, "by": place.handler, "now": MONDAY}

    with pytest.raises(errors.GroundUnknown):
        services.refuse(ground="dislike", explanation="Không thích.", **said)
    with pytest.raises(errors.ExplanationMissing):
        services.refuse(ground="unsigned", explanation=" ", **said)


def test_a_stranger_and_a_clerk_handle_nothing(place):
    complaint = cases.lodged(place)
    stranger = factories.officer(factories.unit("Mường Bú", parent=place.province), "head")

    for person in (stranger, place.clerk):
        with pytest.raises(PermissionDenied):
            services.accept(complaint=complaint, by=person, now=MONDAY)


def accused(place, person) -> Complaint:
    complaint = cases.lodged(place, against="act")
    Complaint.objects.filter(pk=complaint.pk).update(against_person=person)
    return cases.again(complaint)


def test_whoever_it_is_about_neither_accepts_verifies_nor_decides(place):
    complaint = accused(place, place.handler)
    with pytest.raises(errors.ConflictOfInterest):
        services.accept(complaint=complaint, by=place.handler, now=MONDAY)
    complaint = services.accept(complaint=complaint, by=place.head, now=MONDAY)
    with pytest.raises(errors.ConflictOfInterest):
        services.assign(complaint=complaint, verifier=place.handler, by=place.head, now=MONDAY)


def test_a_head_decides_the_first_complaint_about_the_own_act_and_does_nothing_else_in_it(place):
    # Law on Complaints, art. 17: "của mình".
    own = accused(place, place.head)
    with pytest.raises(errors.ConflictOfInterest):
        services.accept(complaint=own, by=place.head, now=MONDAY)
    own = services.accept(complaint=own, by=place.handler, now=MONDAY)
    with pytest.raises(errors.ConflictOfInterest):
        services.assign(complaint=own, verifier=place.head, by=place.handler, now=MONDAY)
    cases.verified(own, place.handler, now=MONDAY)

    assert cases.decide(own, place.head, now=MONDAY).decided_on is not None


def test_nobody_decides_the_second_complaint_about_the_own_act(place):
    own = accused(place, place.head)
    Complaint.objects.filter(pk=own.pk).update(instance=2, first=cases.lodged(place))
    own = cases.again(own)

    assert not permissions.may_decide(place.head, own, today=MONDAY.date())
    assert not permissions.may_read(place.head, own, today=MONDAY.date())


# --- The clock --------------------------------------------------------------------------------


def test_remote_places_have_the_longer_period_and_open_cases_keep_theirs():
    place = cases.Place(is_remote=True)
    admin = factories.officer(place.province, "admin")
    far = cases.accepted(place)
    # 45 days after 4 January: 18 February.
    assert resolve(far).due_on == date(2027, 2, 18)

    services.set_remote(
        unit=place.unit, is_remote=False, basis="QĐ 33/QĐ-TTg", by=admin, now=at(2027, 1, 5)
    )
    near = cases.accepted(place, now=at(2027, 1, 5))

    # 30 days after 5 January: 4 February, a holiday like the days to the 10th: 11 February.
    assert resolve(near).due_on == date(2027, 2, 11)
    assert resolve(far).due_on == date(2027, 2, 18)
    assert (cases.again(far).is_remote, cases.again(near).is_remote) == (True, False)


def test_the_second_instance_of_a_remote_place_is_remote_too():
    place = cases.Place(is_remote=True).raise_province()
    first = cases.delivered(place)
    second = services.complain_again(
        first=first, secret=cases.secret(first), reason="Không đồng ý.",
        submission_key=cases.uuid.uuid4(), now=at(2027, 3, 1),
    )  # fmt: skip

    services.accept(complaint=second, by=place.inspector, now=at(2027, 3, 1))

    # 60 days after 1 March: Friday 30 April, a holiday; 1 and 2 May are a weekend with Labour Day,
    # for which Monday 3 May is off: Tuesday 4 May.
    assert resolve(second).due.rolled_from == date(2027, 4, 30)
    assert resolve(second).due_on == date(2027, 5, 4)


def test_only_administrators_of_the_place_say_that_it_is_remote(place):
    for person in (place.head, place.clerk):
        with pytest.raises(PermissionDenied):
            services.set_remote(
                unit=place.unit, is_remote=True, basis="QĐ 1", by=person, now=MONDAY
            )

    admin = factories.officer(place.province, "admin")
    services.set_remote(unit=place.unit, is_remote=True, basis="QĐ 1", by=admin, now=MONDAY)
    today = MONDAY.date()
    assert list(queries.remote_places(admin, today=today)) == [place.unit]
    assert list(queries.remote_places(place.head, today=today)) == []


def test_a_complex_case_is_extended_up_to_the_limit_of_the_law(place):
    complaint = cases.accepted(place)

    duties.extend(
        resolve(complaint), grounds="Phải giám định", days=15, decision="7/QĐ-UBND", code="complex",
        by=place.head, now=at(2027, 1, 20),
    )  # fmt: skip

    # 45 days after 4 January: 18 February.
    assert resolve(complaint).due_on == date(2027, 2, 18)
    with pytest.raises(duties.DateRefused):
        duties.extend(
            resolve(complaint), grounds="Nữa", days=1, decision="8/QĐ-UBND", code="complex",
            by=place.head, now=at(2027, 1, 21),
        )  # fmt: skip
    assert Message.objects.filter(key__startswith="petition.extended").exists()


def test_the_days_of_a_suspension_do_not_count(place):
    complaint = cases.accepted(place)
    said = {"complaint": complaint, "by": place.head}

    services.suspend(ground="cannot_take_part", decision="9/QĐ-UBND", now=at(2027, 1, 11), **said)
    assert cases.again(complaint).stage == "suspended"
    with pytest.raises(errors.StillPaused):
        services.verify(complaint=complaint, found="x", by=place.handler, now=at(2027, 1, 12))
    services.resume(now=at(2027, 1, 21), **said)

    # Ten days from 11 to 20 January: 3 February becomes Saturday 13, so Monday 15 February.
    assert resolve(complaint).due_on == date(2027, 2, 15)
    [pause] = complaint.pauses.all()
    assert (pause.since, pause.until) == (date(2027, 1, 11), date(2027, 1, 21))
    with pytest.raises(errors.NotPaused):
        services.resume(now=at(2027, 1, 22), **said)


def test_the_grounds_of_2026_did_not_hold_before(place):
    complaint = cases.accepted(place, now=at(2026, 3, 2), written_on=date(2026, 3, 1),
                               against_on=None, knew_on=None)  # fmt: skip

    with pytest.raises(errors.GroundUnknown):
        services.suspend(
            complaint=complaint, ground="cannot_take_part", decision="9/QĐ", by=place.head,
            now=at(2026, 3, 3),
        )  # fmt: skip


# --- Verifying and talking --------------------------------------------------------------------


def test_the_verifier_has_the_duty_and_others_of_the_office_do_not_write(place):
    complaint = cases.accepted(place)
    other = factories.officer(place.unit, "handler")

    services.assign(complaint=complaint, verifier=place.handler, by=place.head, now=MONDAY)

    assert resolve(complaint).person == place.handler
    with pytest.raises(PermissionDenied):
        services.verify(complaint=complaint, found="x", by=other, now=MONDAY)
    with pytest.raises(errors.FindingMissing):
        services.verify(complaint=complaint, found=" ", by=place.handler, now=MONDAY)


def test_nothing_is_verified_before_acceptance_or_decided_without(place):
    complaint = cases.lodged(place)
    with pytest.raises(errors.NotAccepted):
        services.verify(complaint=complaint, found="x", by=place.handler, now=MONDAY)

    complaint = services.accept(complaint=complaint, by=place.handler, now=MONDAY)
    with pytest.raises(errors.VerificationMissing):
        cases.decide(complaint, place.head, now=MONDAY)


def test_until_somebody_says_that_the_sides_agree_they_meet_first(place):
    complaint = cases.accepted(place)
    cases.verified(complaint, place.handler, now=MONDAY, differ=None)

    with pytest.raises(errors.DialogueMissing):
        cases.decide(complaint, place.head, now=MONDAY)


def absent(place, now) -> Complaint:
    complaint = cases.accepted(place, now=now, written_on=now.date(), against_on=None, knew_on=None)
    cases.verified(complaint, place.handler, now=now, differ=True)
    cases.talked(complaint, place.handler, now=now, state=Dialogue.State.ABSENT)
    return complaint


def test_since_july_2026_the_process_goes_on_without_who_stays_away(place):
    after = absent(place, at(2026, 7, 6))
    before = absent(place, at(2026, 6, 1))

    assert cases.decide(after, place.head, now=at(2026, 7, 10)).number == "45/QĐ-UBND"
    with pytest.raises(errors.DialogueMissing):
        cases.decide(before, place.head, now=at(2026, 6, 10))


def test_a_meeting_lies_ahead_when_invited_and_behind_when_recorded(place):
    complaint = cases.accepted(place)
    said = {"complaint": complaint, "place": "UBND", "invited": "Hai bên", "by": place.handler}

    with pytest.raises(errors.MeetingInPast):
        services.invite(meets_at=MONDAY, now=MONDAY, **said)
    dialogue = services.invite(meets_at=MONDAY + timedelta(days=1), now=MONDAY, **said)
    told = Message.objects.get(key__startswith="complaint.invited")
    assert "08:00 ngày 05/01/2027 tại UBND" in told.body

    written = {"dialogue": dialogue, "minutes": "Biên bản", "by": place.handler}
    held, later = Dialogue.State.HELD, MONDAY + timedelta(days=1, hours=2)
    with pytest.raises(errors.MeetingNotYet):
        services.record(state=held, attended="Hai bên", now=MONDAY, **written)
    with pytest.raises(errors.MinutesMissing):
        services.record(state=held, attended=" ", now=later, **written)
    with pytest.raises(errors.GroundUnknown):
        services.record(state=Dialogue.State.INVITED, now=later, **written)
    services.record(state=held, attended="Hai bên", now=later, **written)
    with pytest.raises(errors.AlreadyRecorded):
        services.record(state=held, attended="Hai bên", now=later, **written)


# --- Deciding ---------------------------------------------------------------------------------


def ready(place) -> Complaint:
    complaint = cases.accepted(place)
    return cases.verified(complaint, place.handler, now=MONDAY)


def test_only_the_head_of_the_competent_body_decides():
    place = cases.Place().raise_province()
    complaint = ready(place)

    # Whoever stands above has the right elsewhere: the second instance would be empty.
    for person in (place.handler, place.chair):
        with pytest.raises(PermissionDenied):
            cases.decide(complaint, person, now=MONDAY)
    assert cases.decide(complaint, place.head, now=MONDAY).decided_by == place.head


def test_two_heads_decide_at_once_and_the_second_learns_it(place):
    complaint = ready(place)
    cases.decide(complaint, place.head, now=MONDAY)

    with pytest.raises(errors.NotRunning):
        cases.decide(complaint, place.head, now=MONDAY)
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(("ruling", "outcome"), [("right", "done"), ("partly", "partly")])
def test_the_outcome_follows_the_ruling(place, ruling, outcome):
    complaint = ready(place)

    cases.decide(complaint, place.head, now=MONDAY, ruling=Decision.Ruling(ruling))

    assert (resolve(complaint).outcome, Petition.objects.get().outcome) == (outcome, outcome)


def test_a_decision_has_a_number(place):
    with pytest.raises(errors.DecisionMissing):
        services.decide(
            complaint=ready(place), number=" ", ruling=Decision.Ruling.RIGHT, text="x",
            by=place.head, now=MONDAY,
        )  # fmt: skip


# --- After the decision -----------------------------------------------------------------------


def test_sending_and_receiving_have_their_order(place):
    complaint = cases.decided(place)
    on, said = date(2027, 1, 14), {"by": place.handler, "now": at(2027, 1, 20)}

    with pytest.raises(errors.NotSent):
        services.deliver(complaint=complaint, on=on, **said)
    with pytest.raises(errors.DayBeforeDecision):
        services.send(complaint=complaint, way=Decision.Way.POST, on=date(2027, 1, 13), **said)
    with pytest.raises(errors.DayInFuture):
        services.send(complaint=complaint, way=Decision.Way.POST, on=date(2027, 1, 21), **said)
    services.send(complaint=complaint, way=Decision.Way.POST, on=date(2027, 1, 15), **said)
    with pytest.raises(errors.AlreadySent):
        services.send(complaint=complaint, way=Decision.Way.POST, on=on, **said)
    with pytest.raises(errors.DayBeforeDecision):
        services.deliver(complaint=complaint, on=on, **said)
    services.deliver(complaint=complaint, on=date(2027, 1, 18), **said)
    with pytest.raises(errors.AlreadyDelivered):
        services.deliver(complaint=complaint, on=date(2027, 1, 18), **said)


def test_nothing_is_sent_before_it_is_decided(place):
    with pytest.raises(errors.NotDecided):
        services.send(
            complaint=ready(place), way=Decision.Way.POST, on=MONDAY.date(), by=place.handler,
            now=MONDAY,
        )  # fmt: skip


def published(place, complaint, **more):
    given = {
        "way": Publication.Way.POSTING,
        "place": "Trụ sở UBND xã",
        "since": date(2027, 1, 15),
        "until": date(2027, 1, 29),
        "public_text": "Giữ nguyên quyết định thu hồi đất.",
        "by": place.handler,
        "now": at(2027, 1, 15),
    }
    return services.publish(complaint=complaint, **given | more)


def test_a_posting_stays_fifteen_days(place):
    complaint = cases.decided(place)

    # 15 to 28 January are fourteen days; with the 29th fifteen.
    with pytest.raises(errors.PostingTooShort):
        published(place, complaint, until=date(2027, 1, 28))
    with pytest.raises(errors.PostingTooShort):
        published(place, complaint, until=None)
    with pytest.raises(errors.DayBeforeDecision):
        published(place, complaint, since=date(2027, 1, 13))
    assert published(place, complaint).until == date(2027, 1, 29)
    assert published(place, complaint, way=Publication.Way.WEB, until=None).until is None


def test_nothing_that_names_the_complainant_is_published(place):
    complaint = cases.decided(place)

    with pytest.raises(errors.PublicWordsMissing):
        published(place, complaint, public_text=" ")
    with pytest.raises(errors.NamesLeft):
        published(place, complaint, public_text="Bà Lò Thị Hoa khiếu nại sai.")
    assert not Publication.objects.exists()


def test_what_a_decision_orders_is_carried_out_once(place):
    complaint = cases.decided(place)
    said = {"by": place.handler, "now": at(2027, 2, 1)}
    order = {"complaint": complaint, "work": "Trả 18 m² đất", "who": "UBND xã"}

    with pytest.raises(errors.DayBeforeDecision):
        services.order(due_on=date(2027, 1, 1), **order, **said)
    execution = services.order(due_on=date(2027, 1, 30), **order, **said)
    with pytest.raises(errors.ResultMissing):
        services.carry_out(execution=execution, on=date(2027, 2, 1), result=" ", **said)
    services.carry_out(execution=execution, on=date(2027, 2, 1), result="Đã trả.", **said)
    with pytest.raises(errors.AlreadyDone):
        services.carry_out(execution=execution, on=date(2027, 2, 1), result="Đã trả.", **said)


# --- Taking back and ending -------------------------------------------------------------------


def test_the_sender_withdraws_the_whole_at_any_stage(place):
    for complaint in (cases.lodged(place), cases.accepted(place)):
        services.withdraw(complaint=complaint, secret=cases.secret(complaint), now=MONDAY)

        ended = cases.again(complaint)
        assert (ended.stage, ended.petition.state) == ("withdrawn", "withdrawn")
        assert ended.petition.duty.outcome == Duty.Outcome.WITHDRAWN
        with pytest.raises(errors.NotRunning):
            services.withdraw(complaint=complaint, secret=cases.secret(complaint), now=MONDAY)


def test_a_stranger_withdraws_nothing_and_petitions_leave_it_to_this_room(place):
    complaint = cases.lodged(place)

    with pytest.raises(petitions.NotTheSender):
        services.withdraw(complaint=complaint, secret="x", now=MONDAY)
    with pytest.raises(PermissionDenied):
        services.withdraw(complaint=complaint, by=place.clerk, now=MONDAY)
    with pytest.raises(petitions.HasItsOwnWay):
        petitions.withdraw(petition=complaint.petition, secret=cases.secret(complaint), now=MONDAY)


def test_a_part_may_be_withdrawn_since_july_2026_and_the_rest_goes_on(place):
    complaint = cases.accepted(place)
    said = {"secret": cases.secret(complaint), "is_whole": False}

    with pytest.raises(errors.PartUnclear):
        services.withdraw(complaint=complaint, now=MONDAY, **said)
    services.withdraw(complaint=complaint, now=MONDAY, what="Phần bồi thường cây", **said)
    assert cases.again(complaint).stage == "accepted"

    old = cases.accepted(
        place, now=at(2026, 6, 29), written_on=date(2026, 6, 28), against_on=None, knew_on=None
    )
    said["secret"] = cases.secret(old)
    with pytest.raises(errors.PartNotAllowed):
        services.withdraw(complaint=old, now=at(2026, 6, 30), what="Phần cây", **said)
    services.withdraw(complaint=old, now=at(2026, 7, 1), what="Phần cây", **said)


def test_a_paper_withdrawal_is_entered_by_the_handler(place):
    complaint = cases.accepted(place)

    made = services.withdraw(complaint=complaint, by=place.handler, reason="Đơn rút", now=MONDAY)

    assert (made.is_whole, made.by_sender) == (True, False)


def test_the_head_discontinues_on_a_ground_of_the_law(place):
    complaint = cases.accepted(place)
    said = {"complaint": complaint, "ground": "court_accepted", "now": MONDAY}

    with pytest.raises(PermissionDenied):
        services.discontinue(explanation="Tòa đã thụ lý.", by=place.handler, **said)
    services.discontinue(explanation="Tòa đã thụ lý.", by=place.head, **said)

    ended = cases.again(complaint)
    assert (ended.stage, ended.petition.state) == ("discontinued", "filed")


def test_a_suspended_complaint_may_be_discontinued_and_its_pause_ends(place):
    complaint = cases.accepted(place)
    services.suspend(
        complaint=complaint, ground="heirs_unknown", decision="9/QĐ", by=place.head, now=MONDAY
    )

    services.discontinue(
        complaint=complaint, ground="no_heir", explanation="Không có người thừa kế.",
        by=place.head, now=at(2027, 1, 8),
    )  # fmt: skip

    assert complaint.pauses.get().until == date(2027, 1, 8)


# --- Joined, turned and sealed ----------------------------------------------------------------


def test_overlapping_complaints_are_joined_and_both_senders_stay(place):
    lead, other = cases.lodged(place), cases.lodged(place)

    petitions.join(petition=other.petition, lead=lead.petition, by=place.clerk, now=MONDAY)

    other = cases.again(other)
    assert (other.petition.joined_to, other.petition.sender_name) == (lead.petition, "Lò Thị Hoa")
    until = MONDAY.date() + timedelta(days=1)
    counted = queries.settlement(path=place.unit.path, since=MONDAY.date(), until=until)
    assert counted.counts[queries.Fact.RECEIVED] == 1


def test_what_was_a_denunciation_leaves_no_word_here(place):
    complaint = cases.decided(place)
    published(place, complaint)
    services.order(
        complaint=complaint, work="Trả đất", who="UBND", due_on=date(2027, 2, 1),
        by=place.handler, now=at(2027, 1, 15),
    )  # fmt: skip

    services.emptied(complaint.petition, place.head, MONDAY)
    services.emptied(complaint.petition, place.head, MONDAY)

    assert not Complaint.objects.exists()
