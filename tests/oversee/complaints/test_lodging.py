"""Who may complain how: what the law wants said, groups, late complaints, the second instance."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kheo.foundation.duties.models import Duty
from kheo.foundation.log.models import Entry
from kheo.oversee.complaints import errors, queries, services
from kheo.oversee.complaints.models import Complaint
from kheo.oversee.complaints.services import Person
from kheo.oversee.petitions import services as petitions
from kheo.oversee.petitions.models import Petition
from tests import factories
from tests.oversee.complaints import cases
from tests.oversee.complaints.cases import MONDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return cases.Place()


# --- What the law wants said ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"address": " "}, errors.AddressMissing),
        ({"against_whom": ""}, errors.AgainstMissing),
        ({"reason": ""}, errors.ReasonMissing),
        ({"request": ""}, errors.RequestMissing),
        ({"knew_on": date(2027, 1, 5)}, errors.DayInFuture),
        ({"obstacle_since": date(2026, 12, 1)}, errors.ObstacleUnclear),
        ({"agent": "lawyer"}, errors.AgentUnclear),
    ],
)
def test_a_complaint_says_what_article_8_asks(place, said, refusal):
    with pytest.raises(refusal):
        cases.lodged(place, **said)

    assert not Petition.objects.exists()


def test_a_complaint_names_its_sender(place):
    with pytest.raises(errors.NameMissing):
        services.lodge(
            letter=cases.letter(place.unit, name=" "),
            grievance=cases.grievance(),
            submission_key=uuid.uuid4(),
            now=MONDAY,
        )


def test_a_complaint_is_a_petition_that_nobody_else_reads(place):
    complaint = cases.lodged(place)

    petition = complaint.petition
    assert (petition.kind, petition.wants_public, petition.is_public) == ("complaint", False, False)
    assert petition.duty.kind == "complaint.accept"
    assert petition.duty.url == f"/khieu-nai/xu-ly/{petition.pk}/"


def test_a_form_sent_twice_is_one_complaint(place):
    key = uuid.uuid4()

    assert cases.lodged(place, key=key) == cases.lodged(place, key=key)
    assert Complaint.objects.count() == 1


# --- Groups (Nghị định 124/2020, art. 5) ------------------------------------------------------


def people(count: int, chosen: int, paper: str = "Văn bản ngày 2/1/2027") -> dict:
    named = tuple(
        Person(f"Người {n}", is_representative=n < chosen, paper=paper) for n in range(count)
    )
    return {"people": count, "complainants": named}


@pytest.mark.parametrize(("count", "chosen"), [(4, 0), (5, 1), (10, 2), (11, 1), (30, 5)])
def test_a_group_has_as_many_representatives_as_the_law_says(place, count, chosen):
    complaint = cases.lodged(place, **people(count, chosen))

    assert complaint.complainants.filter(is_representative=True).count() == chosen
    assert Petition.objects.get().people == count


@pytest.mark.parametrize(
    ("count", "chosen", "refusal"),
    [
        (5, 0, errors.TooFewRepresentatives),
        (10, 3, errors.TooManyRepresentatives),
        (11, 6, errors.TooManyRepresentatives),
    ],
)
def test_too_few_or_too_many_representatives_are_refused(place, count, chosen, refusal):
    with pytest.raises(refusal):
        cases.lodged(place, **people(count, chosen))


def test_a_representative_needs_a_paper(place):
    with pytest.raises(errors.PaperMissing):
        cases.lodged(place, **people(5, 1, paper=" "))


def test_more_names_than_people_are_refused(place):
    with pytest.raises(errors.CountsDiffer):
        cases.lodged(place, **people(5, 1) | {"people": 4})


def test_a_representative_is_one_of_the_complainants():
    listed = [Person("Lò Thị Hoa", "bản Nà Tâu")]

    [one] = services.named(listed, ["lò  thị hoa"], "Văn bản ngày 2/1")
    assert (one.is_representative, one.paper) == (True, "Văn bản ngày 2/1")
    with pytest.raises(errors.NotAComplainant):
        services.named(listed, ["Quàng Văn Pản"], "Văn bản ngày 2/1")


# --- Too late: explained and asked, never refused by the machine ------------------------------


def test_ninety_days_from_knowing_with_the_days_of_an_obstacle_left_out(place):
    # Known Tuesday 22 September 2026: 90 days end on Monday 21 December.
    assert queries.time_limit(date(2026, 9, 22), "decision").on == date(2026, 12, 21)

    # In hospital from 1 to 20 October: 20 days are not counted, so Sunday 10 January 2027, and
    # the last day of rest moves it to Monday 11 January.
    due = queries.time_limit(
        date(2026, 9, 22), "decision", date(2026, 10, 1), date(2026, 10, 21), "Nằm viện"
    )
    assert (due.on, due.rolled_from) == (date(2027, 1, 11), date(2027, 1, 10))


def test_a_disciplinary_decision_has_its_own_short_time():
    # 15 days after Friday 18 December 2026 is Saturday 2 January 2027: Monday 4 January.
    assert queries.time_limit(date(2026, 12, 18), "disciplinary").on == date(2027, 1, 4)


def test_a_late_complaint_is_taken_in_and_shown_as_late(place):
    late = cases.lodged(place, knew_on=date(2026, 9, 22), against_on=None)
    excused = cases.lodged(
        place,
        knew_on=date(2026, 9, 22),
        against_on=None,
        obstacle="Nằm viện",
        obstacle_since=date(2026, 10, 1),
        obstacle_until=date(2026, 10, 21),
    )

    assert queries.is_late_filing(late, MONDAY.date())
    assert not queries.is_late_filing(excused, MONDAY.date())
    assert not queries.is_late_filing(cases.lodged(place, knew_on=None), MONDAY.date())


# --- Paper ------------------------------------------------------------------------------------


def entered(place, by, **more):
    given = {
        "letter": cases.letter(place.unit),
        "grievance": cases.grievance(),
        "submission_key": uuid.uuid4(),
        "channel": Petition.Channel.POST,
        "received_at": at(2026, 12, 31),
        "by": by,
        "now": MONDAY,
    }
    return services.enter(**given | more)


def test_paper_counts_from_the_day_it_came(place):
    complaint = entered(place, place.clerk)

    # 10 days after Thursday 31 December: Sunday 10 January, so Monday 11.
    assert complaint.petition.due_on == date(2027, 1, 11)


def test_a_second_complaint_on_paper_names_the_first_decision(place):
    with pytest.raises(errors.FirstDecisionMissing):
        entered(place, place.clerk, instance=2)

    grievance = cases.grievance(first_decision="45/QĐ-UBND ngày 1/12/2026")
    complaint = entered(place, place.clerk, instance=2, grievance=grievance)
    assert complaint.petition.duty.rule_code == "KN-L2-ACC"


def test_a_clerk_of_another_commune_enters_nothing_here(place):
    stranger = factories.officer(factories.unit("Mường Bú", parent=place.province), "clerk")

    with pytest.raises(PermissionDenied):
        entered(place, stranger)


# --- From the petitions' desk -----------------------------------------------------------------


def test_a_petition_turned_into_a_complaint_gets_its_record_and_its_clock(place):
    petition = cases.petition(place.unit)

    petitions.turn(
        petition=petition, to=Petition.Kind.COMPLAINT, reason="Khiếu nại một quyết định",
        by=place.clerk, now=MONDAY + timedelta(days=1),
    )  # fmt: skip

    complaint = Complaint.objects.get()
    assert (complaint.pk, complaint.stage) == (petition.pk, "received")
    duty = Duty.objects.get(kind="complaint.accept")
    assert duty.due_on == date(2027, 1, 14)


def test_what_the_paper_lacked_is_completed_by_whoever_may(place):
    petition = cases.petition(place.unit, kind=Petition.Kind.COMPLAINT)
    complaint = services.taken(petition, None, MONDAY)
    stranger = factories.officer(factories.unit("Mường Bú", parent=place.province), "handler")

    with pytest.raises(PermissionDenied):
        services.describe(complaint=complaint, grievance=cases.grievance(), by=stranger, now=MONDAY)
    described = services.describe(
        complaint=complaint, grievance=cases.grievance(), by=place.clerk, now=MONDAY
    )

    assert described.against_number == "12/QĐ-UBND"


def test_taking_twice_makes_one_record(place):
    petition = cases.petition(place.unit)

    assert services.taken(petition, None, MONDAY) == services.taken(petition, None, MONDAY)


# --- The second instance ----------------------------------------------------------------------


def go_on(first, now, secret=None, key=None):
    return services.complain_again(
        first=first,
        secret=cases.secret(first) if secret is None else secret,
        reason="Không đồng ý.",
        submission_key=key or uuid.uuid4(),
        now=now,
    )


def test_a_second_complaint_waits_for_the_first_decision_or_the_end_of_its_period():
    place = cases.Place().raise_province()
    first = cases.accepted(place, now=MONDAY)

    # 30 days after 4 January: 3 February. On that day it is still in time.
    assert first.petition.due_on == date(2027, 2, 3)
    with pytest.raises(errors.NotYet):
        go_on(first, at(2027, 2, 3))
    # The silence itself opens the way: 30 days from 3 February end on 5 March.
    assert queries.filing(first).on == date(2027, 3, 5)
    assert go_on(first, at(2027, 2, 11)).first == first


def test_in_a_remote_place_there_are_forty_five_days_to_go_on():
    place = cases.Place(is_remote=True).raise_province()
    first = cases.delivered(place)

    # Handed over Thursday 14 January: 45 days end on Sunday 28 February, so Monday 1 March.
    assert first.decision.file_by == date(2027, 3, 1)
    # In force 45 days after 14 January, in the same way.
    assert first.decision.final_on == date(2027, 3, 1)


def test_a_late_second_complaint_is_taken_in_and_shown_as_late():
    place = cases.Place().raise_province()
    first = cases.delivered(place)

    second = go_on(first, at(2027, 6, 1))

    assert queries.is_late_filing(second, date(2027, 6, 1))


def test_only_the_holder_of_the_receipt_goes_on_and_only_once():
    place = cases.Place().raise_province()
    first, key = cases.delivered(place), uuid.uuid4()

    with pytest.raises(petitions.NotTheSender):
        go_on(first, at(2027, 1, 20), secret="x")
    second = go_on(first, at(2027, 1, 20), key=key)
    assert go_on(first, at(2027, 1, 20), key=key) == second
    with pytest.raises(errors.AlreadyFollowed):
        go_on(first, at(2027, 1, 21))
    with pytest.raises(errors.NoSecond):
        go_on(second, at(2027, 1, 21))


def test_after_the_province_nobody_of_ours_is_the_superior():
    place = cases.Place().raise_province()
    first = services.lodge(
        letter=cases.letter(place.province),
        grievance=cases.grievance(),
        submission_key=uuid.uuid4(),
        now=MONDAY,
    )
    services.accept(complaint=first, by=place.inspector, now=MONDAY)

    with pytest.raises(errors.NoSuperior):
        go_on(cases.again(first), at(2027, 2, 20))


def test_the_competent_body_is_suggested_with_its_reason():
    place = cases.Place().raise_province()
    first = cases.lodged(place, against_whom=place.body.name)

    one, two = queries.suggested(first), queries.second_instance(place.body)

    assert (one.body, two.body) == (place.body, place.above)
    assert one.reason == "nơi đã ra quyết định hoặc có hành vi bị khiếu nại giải quyết lần đầu"
    assert two.basis == "Luật Khiếu nại 02/2011/QH13, Điều 18 đến 24, Điều 39"


def test_a_body_under_another_has_that_as_its_superior():
    place = cases.Place().raise_province()
    place.body.parent = place.above
    place.body.save()

    assert queries.superior_of(place.body) == place.above
    assert queries.second_instance(None).body is None


def test_the_log_holds_facts_and_no_words(place):
    cases.lodged(place)

    kept = str(list(Entry.objects.values_list("action", "detail")))
    assert "complaint.lodged" in kept
    assert "đất" not in kept
    assert "Hoa" not in kept


def test_a_group_without_names_is_taken_in_but_not_accepted(place):
    complaint = cases.lodged(place, people=6)

    with pytest.raises(errors.TooFewRepresentatives):
        services.accept(complaint=complaint, by=place.handler, now=MONDAY)
    grievance = replace(cases.grievance(), **people(6, 1))
    services.describe(complaint=complaint, grievance=grievance, by=place.handler, now=MONDAY)
    assert services.accept(complaint=complaint, by=place.handler, now=MONDAY).stage == "accepted"
