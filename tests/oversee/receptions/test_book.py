"""The book counts turns, people, matters and groups apart, and owes what was said."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kheo.foundation.duties.models import Duty
from kheo.foundation.log.models import Entry
from kheo.oversee.receptions import queries, services
from kheo.oversee.receptions.models import Matter, Session, Visit
from tests import factories
from tests.factories import HANOI
from tests.oversee.receptions import cases
from tests.oversee.receptions.cases import DAY, THEN

pytestmark = pytest.mark.django_db
WRITTEN = THEN + timedelta(minutes=20)


@pytest.fixture
def body():
    return cases.body()


@pytest.fixture
def clerk(body):
    return cases.clerk(body)


def matter_of(visit) -> Matter:
    return Matter.objects.select_related("duty").get(visit=visit)


def test_a_visit_has_the_next_number_of_the_book(body):
    assert [str(cases.visit(body)) for _n in range(3)] == ["1/2026", "2/2026", "3/2026"]
    assert str(cases.visit(cases.body("Mường Bú"))) == "1/2026"


def test_a_new_year_is_a_new_book(body):
    cases.visit(body)
    later = datetime(2027, 1, 4, 9, tzinfo=HANOI)

    assert str(cases.visit(body, received_at=later, now=later)) == "1/2027"


def test_pressed_twice_it_is_one_visit(body):
    key = uuid.uuid4()

    assert cases.visit(body, key=key).pk == cases.visit(body, key=key).pk
    assert Matter.objects.count() == 1


def test_a_refused_visit_gives_its_number_back(body):
    with pytest.raises(services.WordsMissing):
        cases.visit(body, matter=cases.told(content="  "))

    assert cases.visit(body).number == 1


def test_the_result_is_owed_within_ten_working_days_of_the_reception(body):
    duty = matter_of(cases.visit(body)).duty

    assert duty.kind == "reception.notify"
    assert duty.rule_code == "TCD-NTF-01"
    assert duty.due_on == date(2026, 11, 5)


def test_telling_the_result_keeps_the_duty_once(body, clerk):
    matter = matter_of(cases.visit(body))

    for outcome in (Matter.Handling.GUIDED,):
        services.tell_result(
            matter=matter, handling=outcome, text="Gửi Sở Xây dựng.", by=clerk, now=WRITTEN
        )

    duty = Duty.objects.get(pk=matter.duty_id)
    assert (duty.result, duty.outcome) == ("Gửi Sở Xây dựng.", Duty.Outcome.NOT_OURS)
    with pytest.raises(services.AlreadyTold):
        services.tell_result(
            matter=matter,
            handling=Matter.Handling.ANSWERED,
            text="Đã trả lời.",
            by=clerk,
            now=WRITTEN,
        )


def test_a_promise_is_somebodys_duty_by_the_promised_day(body, clerk):
    matter = matter_of(cases.visit(body))
    handler = factories.officer(body.unit, "handler")
    # A Sunday: what was promised for a day off is owed on that day.
    until = date(2026, 11, 1)

    made = services.promise(
        matter=matter,
        text="Cho máy xúc vào bản.",
        until=until,
        person=handler,
        submission_key=uuid.uuid4(),
        by=clerk,
        now=WRITTEN,
    )

    duty = made.duty
    assert (duty.kind, duty.person, duty.due_on) == ("reception.promise", handler, until)
    assert duty.opened_at == WRITTEN
    assert duty.work == "Cho máy xúc vào bản."


def test_a_promise_twice_is_one_and_not_for_yesterday(body, clerk):
    matter, key = matter_of(cases.visit(body)), uuid.uuid4()
    said = {
        "matter": matter,
        "text": "Cho máy xúc vào bản.",
        "person": factories.officer(body.unit, "handler"),
        "by": clerk,
        "now": WRITTEN,
    }

    for _n in range(2):
        services.promise(until=DAY, submission_key=key, **said)

    assert Duty.objects.filter(kind="reception.promise").count() == 1
    with pytest.raises(services.DayMissing):
        services.promise(until=DAY - timedelta(days=1), submission_key=uuid.uuid4(), **said)


def test_who_comes_says_who_it_is(body):
    with pytest.raises(services.IdentityMissing):
        cases.visit(body, name=" ")
    with pytest.raises(services.IdentityMissing):
        cases.visit(body, address="")


def test_a_visit_is_not_written_ahead(body):
    with pytest.raises(services.InThePast, match="Giờ tiếp"):
        cases.visit(body, now=THEN - timedelta(hours=1))


def test_a_group_begins_with_five_and_sends_as_many_as_the_law_lets(body):
    assert not cases.visit(body, people=4).is_group
    assert cases.visit(body, people=5, speakers=["A Lử", "Vừ A Páo"]).is_group
    with pytest.raises(services.TooManySpeakers):
        cases.visit(body, people=5, speakers=["A", "B", "C"])


def test_a_refusal_names_a_ground_of_article_nine(body, clerk):
    refused = services.refuse(
        came=cases.came(body, name="", address=""),
        ground="threatens",
        note="Đập bàn, dọa đánh cán bộ.",
        submission_key=uuid.uuid4(),
        by=clerk,
        now=WRITTEN,
    )

    assert refused.refusal_ground == "threatens"
    assert not refused.matters.exists()
    with pytest.raises(services.UnknownGround):
        services.refuse(
            came=cases.came(body),
            ground="ghet",
            note="Không thích.",
            submission_key=uuid.uuid4(),
            by=clerk,
            now=WRITTEN,
        )
    with pytest.raises(services.Protected):
        services.add_matter(visit=refused, told=cases.told(), by=clerk, now=WRITTEN)


def test_a_further_matter_is_owed_too_and_found_in_the_book(body, clerk):
    visit = cases.visit(body)
    further = cases.told(content="Xin cấp lại sổ đỏ bị cháy.")

    first = services.add_matter(visit=visit, told=further, by=clerk, now=WRITTEN)
    again = services.add_matter(visit=visit, told=further, by=clerk, now=WRITTEN)

    assert first.pk == again.pk
    assert Duty.objects.filter(kind="reception.notify").count() == 2
    assert [str(one) for one in queries.book(clerk, today=DAY, text="so do bi chay")] == ["1/2026"]


def test_the_day_says_who_received_and_that_it_was_held(body, clerk):
    session = cases.posted(body, by=clerk)

    visit = cases.visit(body, by=clerk, session=session)

    session.refresh_from_db()
    assert visit.kind == Session.Kind.PERIODIC
    assert visit.leader == session.head
    assert visit.delegated_by is None
    assert session.state == Session.State.HELD


def test_no_visit_of_a_chair_is_delegated_since_july_2026(body, clerk):
    head = factories.head(body)
    deputy = factories.post(body, title="Phó Chủ tịch")
    june = datetime(2026, 6, 25, 9, tzinfo=HANOI)

    with pytest.raises(services.DelegationRefused):
        cases.visit(body, leader=deputy, delegated_by=head)
    allowed = cases.visit(body, leader=deputy, delegated_by=head, received_at=june)

    assert allowed.delegated_by == head


def test_a_clerk_of_another_commune_writes_nothing(body):
    stranger = cases.clerk(cases.body("Mường Bú"))
    visit = cases.visit(body)
    matter = matter_of(visit)

    for act in (
        lambda: cases.visit(body, by=stranger),
        lambda: services.add_matter(visit=visit, told=cases.told(), by=stranger, now=WRITTEN),
        lambda: services.tell_result(
            matter=matter, handling=Matter.Handling.ANSWERED, text="x", by=stranger, now=WRITTEN
        ),
        lambda: services.promise(
            matter=matter,
            text="x",
            until=DAY,
            person=stranger,
            submission_key=uuid.uuid4(),
            by=stranger,
            now=WRITTEN,
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()


# --- Denunciations ----------------------------------------------------------------------------


def sealed(body, by, **said):
    return services.seal(
        came=cases.came(body, **said),
        code="TC-7K3M9QXA",
        submission_key=uuid.uuid4(),
        by=by,
        now=WRITTEN,
    )


def test_a_denunciation_is_never_written_into_the_book(body):
    with pytest.raises(services.Protected):
        cases.visit(body, matter=cases.told(kind=Matter.Kind.DENUNCIATION))


def test_of_a_denouncer_the_book_keeps_a_code_and_nothing_else(body, clerk):
    session = cases.posted(body, by=clerk)
    booking = cases.confirmed(session, phone="0912345678")
    ticket = services.arrive(booking=booking, by=clerk, now=THEN)

    visit = sealed(body, clerk, session=session, ticket=ticket, phone="0912345678")

    booking.refresh_from_db()
    stored = str([*Visit.objects.values(), *Matter.objects.values()])
    assert visit.who == "TC"
    assert "Lò Thị Xuân" not in stored
    assert "Nà Tâu" not in stored
    assert "0912345678" not in stored
    assert (booking.name, booking.phone) == ("", "")
    assert not Duty.objects.exists()


def test_nothing_more_is_written_of_a_sealed_visit(body, clerk):
    visit = sealed(body, clerk)
    matter = matter_of(visit)

    with pytest.raises(services.Protected):
        services.add_matter(visit=visit, told=cases.told(), by=clerk, now=WRITTEN)
    with pytest.raises(services.Protected):
        services.tell_result(
            matter=matter, handling=Matter.Handling.ACCEPTED, text="x", by=clerk, now=WRITTEN
        )


def test_the_log_does_not_say_that_it_was_a_denunciation(body, clerk):
    sealed(body, clerk)
    cases.visit(body, by=clerk)

    actions = list(
        Entry.objects.filter(subject__startswith="visit").values_list("action", flat=True)
    )
    assert actions == ["reception.entered", "reception.entered"]


# --- Four counts ------------------------------------------------------------------------------


def window(unit, block="all"):
    return queries.counts(unit, date(2026, 9, 15), date(2026, 12, 15), block)


def test_turns_people_matters_and_groups_are_four_counts(body, clerk):
    first = cases.visit(body, by=clerk)
    again = cases.told(earlier=matter_of(first))
    cases.visit(body, by=clerk, people=7, speakers=["A"], matter=again)
    both = cases.visit(body, by=clerk, people=2)
    services.add_matter(visit=both, told=cases.told(), by=clerk, now=WRITTEN)

    found = window(body.unit)

    assert (found.turns, found.people, found.matters, found.groups) == (3, 10, 4, 1)
    assert (found.matters_first, found.matters_repeated) == (3, 1)
    assert (found.group_people, found.group_matters_first, found.group_matters_repeated) == (
        7,
        0,
        1,
    )


def test_the_blocks_share_the_visits_out(body, clerk):
    june = datetime(2026, 9, 24, 9, tzinfo=HANOI)
    planned = cases.posted(body, by=clerk)
    unscheduled = cases.posted(body, by=clerk, kind=Session.Kind.UNSCHEDULED, on=date(2026, 10, 21))
    cases.visit(body, by=clerk, session=planned)
    cases.visit(body, by=clerk, session=unscheduled)
    cases.visit(body, by=clerk, received_at=june)

    turns = {block: window(body.unit, block).turns for block in queries.BLOCKS}

    assert turns == {
        "all": 3,
        "regular": 1,
        "head": 2,
        "delegated": 0,
        "periodic": 1,
        "unscheduled": 1,
    }
    assert window(body.unit, "head").sessions == 2


def test_the_window_ends_before_its_last_day_and_stays_in_the_unit(body):
    cases.visit(body)

    assert queries.counts(body.unit, date(2026, 9, 15), DAY).turns == 0
    assert queries.counts(body.unit, DAY, DAY + timedelta(days=1)).turns == 1
    assert window(cases.body("Mường Bú").unit).turns == 0
    assert window(body.unit.parent).turns == 1


def test_behind_each_number_are_its_visits(body, clerk):
    one = cases.visit(body, by=clerk)
    group = cases.visit(body, by=clerk, people=6)
    asked = (body.unit, date(2026, 9, 15), date(2026, 12, 15), "all")

    assert list(queries.behind(*asked, "groups")) == [group]
    assert set(queries.behind(*asked, "matters")) == {one, group}
    assert list(queries.behind(*asked, "refused")) == []


def test_kinds_and_handlings_show_every_row_also_with_nothing(body, clerk):
    visit = cases.visit(body, by=clerk, matter=cases.told(kind=Matter.Kind.COMPLAINT))
    services.tell_result(
        matter=matter_of(visit),
        handling=Matter.Handling.ACCEPTED,
        text="Đã thụ lý.",
        by=clerk,
        now=WRITTEN,
    )
    asked = (body.unit, date(2026, 9, 15), date(2026, 12, 15))

    assert queries.kinds(*asked) == {
        "complaint": 1,
        "denunciation": 0,
        "proposal": 0,
        "feedback": 0,
        "information": 0,
    }
    assert queries.handlings(*asked)["accepted"] == 1
    assert timezone.localdate(visit.received_at) == DAY
