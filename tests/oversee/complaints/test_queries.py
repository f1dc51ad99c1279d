"""Lists, stages as each reader sees them, and facts for the inspectorate's tables."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from kheo.oversee.complaints import queries, services
from kheo.oversee.complaints.models import Complaint, Decision, Publication
from kheo.oversee.complaints.queries import Cut
from kheo.oversee.petitions.queries import Reader
from tests import factories
from tests.oversee.complaints import cases
from tests.oversee.complaints.cases import MONDAY, at

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture
def place():
    return cases.Place()


# --- The list ---------------------------------------------------------------------------------


def codes(user, cut=Cut.RUNNING, *, today=TODAY, text=""):
    found = queries.readable(user, today=today, cut=cut, text=text)
    return [row.petition.code for row in queries.page(found).items]


def test_the_list_is_cut_by_stage_and_date(place):
    received, accepted = cases.lodged(place), cases.accepted(place)
    decided = cases.decided(place)
    mine = [row.petition.code for row in (received, accepted, decided)]

    assert codes(place.handler) == mine[:2]
    assert codes(place.handler, Cut.RECEIVED) == mine[:1]
    assert codes(place.handler, Cut.ACCEPTED) == mine[1:2]
    assert codes(place.handler, Cut.TO_SEND) == mine[2:]
    assert codes(place.handler, Cut.ENDED) == mine[2:]
    assert codes(place.handler, Cut.LATE) == []
    assert codes(place.handler, Cut.LATE, today=date(2027, 1, 15)) == mine[:1]


def test_the_list_is_searched_without_marks(place):
    complaint = cases.lodged(place)

    assert codes(place.handler, text="thu hoi dat") == [complaint.petition.code]
    assert codes(place.handler, text="máy bơm") == []


def test_nobody_lists_what_is_about_the_own_act_or_of_another_commune(place):
    complaint = cases.lodged(place, against="act")
    Complaint.objects.update(against_person=place.handler)
    stranger = factories.officer(factories.unit("Mường Bú", parent=place.province), "handler")

    assert codes(place.handler) == codes(stranger) == []
    assert codes(place.head) == [complaint.petition.code]


def test_pages_follow_one_another_by_date_and_number(place):
    made = [cases.lodged(place).petition.code for _ in range(3)]
    found = queries.readable(place.handler, today=TODAY)

    first = queries.page(found, size=2)
    second = queries.page(found, after=first.next, size=2)

    assert [row.petition.code for row in (*first.items, *second.items)] == made
    assert second.next == ""
    for cursor in ("x", "2027-99-99~1", "2027-01-14~x"):
        assert len(queries.page(found, after=cursor).items) == 3


# --- One complaint ----------------------------------------------------------------------------


def titles(complaint, reader):
    view = queries.view(queries.find(complaint.pk), reader=reader, today=TODAY)
    return [event.title for event in view.events]


def whole(place) -> Complaint:
    complaint = cases.accepted(place)
    cases.verified(complaint, place.handler, now=at(2027, 1, 5), differ=True)
    cases.talked(complaint, place.handler, now=at(2027, 1, 6))
    services.suspend(complaint=complaint, ground="cannot_take_part", decision="9/QĐ",
                     by=place.head, now=at(2027, 1, 10))  # fmt: skip
    services.resume(complaint=complaint, by=place.head, now=at(2027, 1, 12))
    services.withdraw(complaint=complaint, secret=cases.secret(complaint), is_whole=False,
                      what="Phần cây", now=at(2027, 1, 13))  # fmt: skip
    cases.decide(complaint, place.head, now=at(2027, 1, 20))
    said = {"complaint": complaint, "by": place.handler, "now": at(2027, 1, 21)}
    services.send(way=Decision.Way.HAND, on=date(2027, 1, 21), **said)
    services.publish(way=Publication.Way.WEB, place="Cổng xã", since=date(2027, 1, 21),
                     public_text="Giữ nguyên quyết định.", **said)  # fmt: skip
    services.order(work="Cắm mốc", who="Địa chính", due_on=date(2027, 2, 1), **said)
    return complaint


def test_the_way_is_told_in_its_order_with_days(place):
    assert titles(whole(place), Reader.OFFICER) == [
        "Khiếu nại lần đầu",
        "Đã thụ lý",
        "Xác minh",
        "Đối thoại: Đã đối thoại",
        "Tạm đình chỉ",
        "Giải quyết tiếp",
        "Rút một phần khiếu nại",
        "Quyết định giải quyết",
        "Đã gửi quyết định",
        "Người khiếu nại đã nhận",
        "Trên trang thông tin điện tử",
        "Thi hành: Cắm mốc",
    ]


def test_strangers_read_no_word_of_it(place):
    complaint = whole(place)

    view = queries.view(queries.find(complaint.pk), reader=Reader.PUBLIC, today=TODAY)

    told = " ".join(event.text for event in view.events)
    for word in ("thừa 18", "nói rõ", "Phần cây", "45/QĐ", "Địa chính"):
        assert word not in told
    assert view.files == {}
    assert "Thời hiệu khiếu nại" not in [one.label for one in view.dates]


def test_every_date_explains_itself(place):
    complaint = whole(place)

    view = queries.view(queries.find(complaint.pk), reader=Reader.SENDER, today=TODAY)

    assert [(one.label, one.due) for one in view.dates] == [
        ("Thời hiệu khiếu nại", date(2027, 3, 22)),
        ("Thụ lý", date(2027, 1, 14)),
        ("Giải quyết", date(2027, 2, 11)),
        ("Gửi quyết định", date(2027, 1, 25)),
        ("Khiếu nại lần hai đến hết ngày", date(2027, 2, 22)),
        ("Có hiệu lực pháp luật sau ngày", date(2027, 2, 19)),
    ]
    assert all(one.reasons for one in view.dates)


def test_refused_withdrawn_and_paused_complaints_say_why(place):
    refused = services.refuse(complaint=cases.lodged(place), ground="unsigned",
                              explanation="Thiếu chữ ký.", by=place.head, now=MONDAY)  # fmt: skip
    withdrawn = cases.lodged(place)
    services.withdraw(complaint=withdrawn, secret=cases.secret(withdrawn), now=MONDAY)

    view = queries.view(queries.find(refused.pk), reader=Reader.SENDER, today=TODAY)
    assert view.events[-1].text == (
        "Đơn không có chữ ký hoặc điểm chỉ của người khiếu nại. Thiếu chữ ký."
    )
    assert titles(withdrawn, Reader.PUBLIC)[-1] == "Đã rút khiếu nại"


def test_both_instances_are_one_chain():
    place = cases.Place().raise_province()
    first = cases.delivered(place)
    assert queries.view(first, reader=Reader.SENDER, today=date(2027, 1, 20)).may_go_on
    second = services.complain_again(
        first=first, secret=cases.secret(first), reason="Không đồng ý.",
        submission_key=cases.uuid.uuid4(), now=at(2027, 1, 20),
    )  # fmt: skip

    for one in (first, second):
        chain = queries.view(one, reader=Reader.SENDER, today=TODAY).chain
        assert (chain.first, chain.second) == (first, second)
    assert not queries.may_be_followed(first, today=date(2027, 1, 20))


def test_a_petition_without_a_record_adds_nothing_to_its_page(place):
    petition = cases.petition(place.unit)

    assert queries.shown(petition, Reader.PUBLIC, TODAY) is None


# --- Facts for the tables ---------------------------------------------------------------------

SINCE, UNTIL = date(2027, 1, 1), date(2027, 2, 1)


def counted(place, since=SINCE, until=UNTIL, **more):
    found = queries.settlement(path=place.unit.path, since=since, until=until, **more)
    return {str(fact): n for fact, n in found.counts.items() if n}


def test_a_window_counts_what_came_and_how_it_was_settled(place):
    old = {"written_on": date(2026, 12, 1), "against_on": None, "knew_on": None}
    carried = cases.accepted(place, now=at(2026, 12, 20), **old)
    cases.verified(carried, place.handler, now=at(2027, 1, 5))
    cases.decide(carried, place.head, now=at(2027, 1, 25), ruling=Decision.Ruling.RIGHT,
                 figures={"money_to_people": Decimal(5_000_000), "officials": 2})  # fmt: skip
    cases.decided(place)
    services.refuse(complaint=cases.lodged(place), ground="unsigned", explanation="Thiếu.",
                    by=place.head, now=MONDAY)  # fmt: skip
    gone = cases.lodged(place)
    services.withdraw(complaint=gone, secret=cases.secret(gone), now=MONDAY)
    cases.lodged(place)

    assert counted(place) == {
        "carried_over": 1,
        "received": 4,
        "accepted": 1,
        "refused": 1,
        "decided": 2,
        "withdrawn": 1,
        "right": 1,
        "wrong": 1,
        # 30 days after 20 December end on 19 January: the first was settled late.
        "in_time": 2,
        "late": 1,
        "open": 1,
    }
    found = queries.settlement(path=place.unit.path, since=SINCE, until=UNTIL)
    assert (found.money_to_people, found.officials) == (Decimal(5_000_000), 2)
    for fact, n in found.counts.items():
        path = place.unit.path
        assert queries.rows(fact, path=path, since=SINCE, until=UNTIL).count() == n
    assert queries.people(path=place.unit.path, since=SINCE, until=UNTIL) == 4


def test_a_window_ends_before_its_last_day_and_knows_its_unit_and_instance(place):
    cases.lodged(place)
    elsewhere = cases.Place(name="Mường Bú")

    assert counted(place, since=TODAY, until=TODAY + timedelta(days=1))["received"] == 1
    assert counted(place, since=TODAY - timedelta(days=1), until=TODAY) == {}
    assert counted(place, instance=2) == {}
    assert counted(elsewhere) == {}


def test_executions_are_counted_by_what_was_to_be_done(place):
    complaint = cases.decided(place)
    said = {"by": place.handler, "now": datetime(2027, 1, 30, 9, tzinfo=factories.HANOI)}
    for due in (date(2027, 1, 20), date(2027, 1, 29), date(2027, 3, 1)):
        services.order(complaint=complaint, work="Việc", who="UBND", due_on=due, **said)
    late, _soon, _far = complaint.decision.executions.all()
    services.carry_out(execution=late, on=date(2027, 1, 25), result="Xong.", **said)

    found = queries.executions(path=place.unit.path, since=SINCE, until=UNTIL)

    assert found == queries.Executions(to_do=3, done=1, done_late=1, overdue=1)
