"""What is owed, what completes it, what is refused."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import kinds
from kheo.foundation.duties.models import Duty
from kheo.foundation.log.models import Entry
from kheo.know.disclosure import errors, services
from kheo.know.disclosure.models import Act, Lack, Publication
from tests import factories
from tests.factories import MONDAY
from tests.know.disclosure.cases import TODAY, commune, content, day, paper, record, show, showing

pytestmark = pytest.mark.django_db


def duty_of(publication):
    return Duty.objects.get(kind="disclosure.publish", subject=publication.subject)


# --- Recording --------------------------------------------------------------------------------


def test_a_decision_is_owed_ten_working_days_after_its_date():
    unit, body, clerk = commune()

    made = record(body, clerk, decided_on=day(2, 27))

    duty = duty_of(made)
    assert (made.due_on, duty.due_on) == (day(3, 13), day(3, 13))
    assert (duty.rule_code, duty.unit, duty.progress) == ("DCCS-PUB-01", unit, "waiting")
    assert Entry.objects.filter(action="disclosure.recorded").count() == 1


@pytest.mark.parametrize(
    ("list_key", "item", "rule", "due"),
    [
        ("agency_2022", "noi_quy", "DCCS-AGY-PUB-01", day(3, 9)),
        ("state_enterprise_2022", "quy", "DCCS-SOE-PUB-01", day(3, 17)),
    ],
)
def test_agencies_and_enterprises_have_their_own_rules(list_key, item, rule, due):
    _unit, body, clerk = commune()

    made = record(body, clerk, list_key=list_key, item=item)

    assert (made.rule_code, made.due_on) == (rule, due)


def test_a_double_click_is_one_record():
    _unit, body, clerk = commune()
    key = uuid.uuid4()

    for _press in range(2):
        services.record(body=body, content=content(), submission_key=key, by=clerk, now=MONDAY)

    assert (Publication.objects.count(), Duty.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"item": "khong_co"}, errors.UnknownItem),
        ({"list_key": "khong_co"}, errors.UnknownItem),
        ({"decided_on": TODAY + timedelta(days=1)}, errors.DecidedInTheFuture),
        ({"decided_on": date(9999, 12, 31)}, errors.DecidedInTheFuture),
        ({"decided_on": date(2020, 5, 5)}, errors.ListNotInForce),
        ({"decided_on": date(1, 1, 1)}, errors.ListNotInForce),
        ({"title": " \u200b "}, errors.TitleMissing),
        ({"period": "2026"}, errors.UnknownPeriod),
        ({"item": "ngan_sach", "period": "2026-Q9"}, errors.UnknownPeriod),
        ({"item": "ngan_sach", "period": "2090"}, errors.PeriodTooFar),
        ({"names_people": True, "public_until": day(3, 1)}, errors.LastDayMissing),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(fields, refusal):
    _unit, body, clerk = commune()

    with pytest.raises(refusal):
        record(body, clerk, **fields)

    assert not Publication.objects.exists()


def test_a_stranger_of_another_commune_may_not_record():
    _unit, body, _clerk = commune()
    _other, _office, stranger = commune("Mường La")

    with pytest.raises(PermissionDenied):
        record(body, stranger)


def test_an_old_record_stands_under_the_ordinance_and_is_owed_by_nobody():
    _unit, body, clerk = commune()

    made = record(
        body, clerk, list_key="ordinance_2007", item="phi_le_phi", decided_on=date(2015, 3, 2)
    )
    show(made, clerk, since=date(2015, 3, 3), until=date(2015, 4, 2))

    made.refresh_from_db()
    assert (made.due_on, made.completed_on, made.year) == (
        date(2015, 3, 4),
        date(2015, 3, 3),
        2015,
    )
    assert not Duty.objects.exists()


def test_a_record_belongs_to_the_unit_of_its_day():
    old = factories.unit("Chiềng Ân", valid_to=date(2025, 6, 30))
    new = factories.unit("Mường Bú", valid_from=date(2025, 7, 1))
    factories.succession(old, new, date(2025, 7, 1))
    body = factories.body(old)
    factories.head(body)
    factories.head(factories.body(new))
    heir = factories.officer(of=new, role="clerk")

    made = record(body, heir, decided_on=date(2024, 5, 6))

    assert made.unit == old
    assert not Duty.objects.exists()
    with pytest.raises(errors.UnitNotThere):
        record(body, heir, decided_on=date(2025, 7, 1))
    with pytest.raises(errors.UnitNotThere):
        record(body_of(new), heir, decided_on=date(2025, 6, 30))


def body_of(unit):
    return unit.bodies.get()


# --- Acts -------------------------------------------------------------------------------------


def test_the_duty_closes_when_every_needed_channel_has_a_proven_act():
    _unit, body, clerk = commune()
    made = record(body, clerk)
    services.publish_here(publication=made, by=clerk, now=MONDAY)
    assert duty_of(made).closed_at is None

    act = show(made, clerk, until=day(3, 22))

    made.refresh_from_db()
    duty = duty_of(made)
    assert (act.is_complete, made.completed_on) == (True, TODAY)
    assert (duty.progress, list(duty.proof.all())) == ("closed", list(act.proof.all()))
    assert "Bảng tin trụ sở UBND xã" in duty.result


def test_without_proof_an_act_is_kept_and_completes_nothing_until_proof_comes():
    _unit, body, clerk = commune()
    made = record(body, clerk)
    services.publish_here(publication=made, by=clerk, now=MONDAY)

    act = show(made, clerk, proof=[])
    assert (act.is_proven, act.is_complete, duty_of(made).closed_at) == (False, False, None)
    services.prove(act=act, files=[paper()], by=clerk, now=MONDAY)

    act.refresh_from_db()
    assert (act.is_proven, act.is_complete) == (True, True)
    assert duty_of(made).closed_at == MONDAY


def test_proof_without_a_file_is_refused():
    _unit, body, clerk = commune()
    act = show(record(body, clerk), clerk, proof=[])

    with pytest.raises(errors.ProofMissing):
        services.prove(act=act, files=[], by=clerk, now=MONDAY)


@pytest.mark.parametrize(
    ("channel", "until", "complete"),
    [
        ("niem_yet", day(3, 21), False),
        ("niem_yet", day(3, 22), True),
        ("niem_yet", None, True),
        ("truyen_thanh", day(3, 3), False),
        ("truyen_thanh", day(3, 4), True),
        ("doi_thoai", day(3, 2), True),
    ],
)
def test_an_act_shorter_than_the_law_asks_is_not_complete(channel, until, complete):
    _unit, body, clerk = commune()

    act = show(record(body, clerk), clerk, channel=channel, until=until)

    assert act.is_complete is complete


def test_items_seven_to_twelve_wait_for_radio_and_village_head():
    _unit, body, clerk = commune()
    made = record(body, clerk, item="thue_phi_le_phi")
    services.publish_here(publication=made, by=clerk, now=MONDAY)
    for channel in ("niem_yet", "truong_thon"):
        show(made, clerk, channel=channel)
    assert duty_of(made).closed_at is None

    show(made, clerk, channel="truyen_thanh", until=day(3, 4))

    assert duty_of(made).closed_at == MONDAY


def test_where_there_is_no_radio_none_is_asked():
    _unit, body, clerk = commune()
    for _press in range(2):
        services.state_lack(
            body=body, channel="truyen_thanh", reason="Xã chưa có đài", by=clerk, now=MONDAY
        )
    made = record(body, clerk, item="thue_phi_le_phi")
    services.publish_here(publication=made, by=clerk, now=MONDAY)
    for channel in ("niem_yet", "truong_thon"):
        show(made, clerk, channel=channel)

    assert Lack.objects.count() == 1
    assert duty_of(made).closed_at == MONDAY


def test_a_channel_that_every_place_needs_cannot_be_lacking():
    _unit, body, clerk = commune()

    with pytest.raises(errors.NotIfAny):
        services.state_lack(body=body, channel="niem_yet", reason="x", by=clerk, now=MONDAY)


def test_a_lack_ends():
    _unit, body, clerk = commune()
    lack = services.state_lack(
        body=body, channel="truyen_thanh", reason="Chưa có", by=clerk, now=MONDAY
    )

    services.end_lack(lack=lack, by=clerk, now=MONDAY + timedelta(days=9))

    lack.refresh_from_db()
    assert lack.until == day(3, 11)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"until": day(3, 1)}, errors.EndsBeforeItBegins),
        ({"since": day(3, 3)}, errors.BeginsInTheFuture),
        ({"since": date(9999, 1, 1)}, errors.BeginsInTheFuture),
        ({"since": day(3, 1)}, errors.BeginsBeforeItsDocument),
        ({"since": date(1, 1, 1)}, errors.BeginsBeforeItsDocument),
        ({"until": date(9999, 12, 31)}, errors.EndsTooFar),
        ({"channel": "bo_cau"}, errors.UnknownChannel),
        ({"channel": "cong_tttt", "place": "trang của xã"}, errors.AddressMissing),
        ({"place": " "}, errors.PlaceMissing),
        ({"done_by": ""}, errors.PersonMissing),
    ],
)
def test_an_act_that_makes_no_sense_is_refused_by_name(fields, refusal):
    _unit, body, clerk = commune()
    made = record(body, clerk)

    with pytest.raises(refusal):
        show(made, clerk, **fields)

    assert not Act.objects.exists()


def test_a_refused_act_leaves_no_file():
    _unit, body, clerk = commune()
    made = record(body, clerk)

    with pytest.raises(errors.EndsBeforeItBegins):
        show(made, clerk, until=day(3, 1))

    assert not StoredFile.objects.exists()


def test_the_page_of_another_site_proves_itself():
    _unit, body, clerk = commune()

    act = show(
        record(body, clerk), clerk, channel="cong_tttt", place="https://xa.example.vn/1", proof=[]
    )

    assert (act.is_proven, act.is_complete) == (True, True)


def test_the_same_act_sent_twice_is_one():
    _unit, body, clerk = commune()
    made, key = record(body, clerk), uuid.uuid4()

    for _press in range(2):
        services.show(publication=made, showing=showing(), submission_key=key, by=clerk, now=MONDAY)

    assert Act.objects.count() == 1


def test_a_stranger_of_another_commune_may_not_act():
    _unit, body, clerk = commune()
    made = record(body, clerk)
    act = show(made, clerk)
    _other, _office, stranger = commune("Mường La")

    for refused in (
        lambda: show(made, stranger),
        lambda: services.publish_here(publication=made, by=stranger, now=MONDAY),
        lambda: services.prove(act=act, files=[paper()], by=stranger, now=MONDAY),
        lambda: services.withdraw_act(act=act, reason="x", by=stranger, now=MONDAY),
        lambda: services.withdraw(publication=made, reason="x", by=stranger, now=MONDAY),
        lambda: services.state_lack(
            body=body, channel="truyen_thanh", reason="x", by=stranger, now=MONDAY
        ),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_a_correction_is_a_new_act_that_keeps_the_proof():
    _unit, body, clerk = commune()
    made = record(body, clerk)
    old = show(made, clerk, place="Nhà văn hóa bản Nặm Nghiệp")

    new = services.correct(
        act=old,
        showing=showing(place="Nhà văn hóa bản Phày", proof=[]),
        reason="Ghi nhầm bản",
        submission_key=uuid.uuid4(),
        by=clerk,
        now=MONDAY,
    )

    old.refresh_from_db()
    assert (old.withdrawn_reason, old.corrected_by) == ("Ghi nhầm bản", new)
    assert list(new.proof.all()) == list(old.proof.all())
    assert new.is_complete


def test_a_withdrawn_act_opens_the_duty_again_by_its_first_date():
    _unit, body, clerk = commune()
    made = record(body, clerk)
    services.publish_here(publication=made, by=clerk, now=MONDAY)
    act = show(made, clerk)
    due = duty_of(made).due_on

    services.withdraw_act(act=act, reason="Chưa niêm yết", by=clerk, now=MONDAY)

    made.refresh_from_db()
    duty = duty_of(made)
    assert (made.completed_on, duty.closed_at, duty.due_on) == (None, None, due)
    with pytest.raises(errors.AlreadyWithdrawn):
        services.withdraw_act(act=act, reason="nữa", by=clerk, now=MONDAY)


def test_taking_the_own_page_back_takes_the_content_off_this_site():
    _unit, body, clerk = commune()
    made = record(body, clerk)
    act = services.publish_here(publication=made, by=clerk, now=MONDAY)

    services.withdraw_act(act=act, reason="Đăng nhầm", by=clerk, now=MONDAY)

    made.refresh_from_db()
    assert (made.published_at, made.is_readable(today=TODAY)) == (None, False)


def test_it_is_published_here_once():
    _unit, body, clerk = commune()
    made = record(body, clerk)
    services.publish_here(publication=made, by=clerk, now=MONDAY)

    with pytest.raises(errors.AlreadyPublished):
        services.publish_here(publication=made, by=clerk, now=MONDAY)


def test_a_withdrawn_content_says_why_and_ends_its_duty():
    _unit, body, clerk = commune()
    made = record(body, clerk)

    with pytest.raises(errors.ReasonMissing):
        services.withdraw(publication=made, reason=" ", by=clerk, now=MONDAY)
    services.withdraw(publication=made, reason="Ghi hai lần", by=clerk, now=MONDAY)

    made.refresh_from_db()
    assert (made.withdrawn_reason, duty_of(made).outcome) == ("Ghi hai lần", "withdrawn")
    with pytest.raises(errors.AlreadyWithdrawn):
        show(made, clerk)


def test_two_officers_at_once_learn_of_each_other():
    _unit, body, clerk = commune()
    made = record(body, clerk)
    seen = made.changed_at
    services.describe(
        publication=made,
        content=content(title="Sửa lần một"),
        seen=seen,
        by=clerk,
        now=MONDAY + timedelta(minutes=1),
    )

    with pytest.raises(errors.ChangedMeanwhile):
        services.describe(
            publication=made, content=content(title="Lần hai"), seen=seen, by=clerk, now=MONDAY
        )

    made.refresh_from_db()
    assert made.title == "Sửa lần một"


def test_what_people_were_shown_is_not_written_over():
    _unit, body, clerk = commune()
    made = record(body, clerk)
    show(made, clerk)
    made.refresh_from_db()

    with pytest.raises(errors.AlreadyShown):
        services.describe(
            publication=made, content=content(), seen=made.changed_at, by=clerk, now=MONDAY
        )


def test_names_leave_the_page_and_their_acts_stay():
    _unit, body, clerk = commune()
    made = record(body, clerk, names_people=True, public_until=day(3, 20))
    services.publish_here(publication=made, by=clerk, now=MONDAY)
    made.refresh_from_db()
    assert made.is_readable(today=day(3, 20))
    assert not made.is_readable(today=day(3, 21))

    services.leave(made, now=MONDAY + timedelta(days=19))

    made.refresh_from_db()
    assert (made.is_readable(today=TODAY), made.acts.count()) == (False, 1)


def test_a_moved_duty_moves_the_date_of_the_publication():
    _unit, body, clerk = commune()
    made = record(body, clerk)
    duty = duty_of(made)
    duty.due_on = day(4, 1)

    services.follow(duty, kinds.Change(step="extended", number=1, at=MONDAY))

    made.refresh_from_db()
    assert made.due_on == day(4, 1)


# --- The database -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"until": day(3, 1)}, "act_ends_after_it_begins"),
        ({"is_proven": False, "is_complete": True}, "complete_act_has_its_proof"),
        ({"place": ""}, "act_names_its_place_and_person"),
        ({"withdrawn_at": MONDAY}, "withdrawn_act_says_why"),
    ],
)
def test_the_database_refuses_a_broken_act(fields, constraint):
    _unit, body, clerk = commune()
    act = show(record(body, clerk), clerk)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Act.objects.filter(pk=act.pk).update(**fields)


def test_an_act_does_not_correct_itself():
    _unit, body, clerk = commune()
    act = show(record(body, clerk), clerk)

    with pytest.raises(IntegrityError, match="act_does_not_correct_itself"), transaction.atomic():
        Act.objects.filter(pk=act.pk).update(corrects=act)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"title": ""}, "publication_has_a_title"),
        ({"opened_by_rule": True}, "expected_publication_names_its_period"),
        ({"decided_on": None}, "publication_of_an_event_has_its_decision"),
        ({"completed_on": TODAY}, "complete_publication_was_shown"),
        ({"names_people": True, "published_at": MONDAY}, "published_names_have_a_last_day"),
        ({"withdrawn_at": MONDAY}, "withdrawn_publication_says_why"),
        (
            {"opened_by_rule": True, "period": "2026", "decided_on": None, "published_at": MONDAY},
            "published_content_has_its_document",
        ),
    ],
)
def test_the_database_refuses_a_broken_publication(fields, constraint):
    _unit, body, clerk = commune()
    made = record(body, clerk)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Publication.objects.filter(pk=made.pk).update(**fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"reason": ""}, "lack_says_why"),
        ({"until": day(3, 1)}, "lack_ends_after_it_begins"),
    ],
)
def test_the_database_refuses_a_broken_lack(fields, constraint):
    _unit, body, clerk = commune()
    lack = services.state_lack(
        body=body, channel="truyen_thanh", reason="Chưa có", by=clerk, now=MONDAY
    )

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Lack.objects.filter(pk=lack.pk).update(**fields)


def test_a_body_lacks_a_channel_once():
    _unit, body, clerk = commune()
    lack = services.state_lack(
        body=body, channel="truyen_thanh", reason="Chưa có", by=clerk, now=MONDAY
    )
    lack.pk = None

    name = "one_open_lack_per_body_and_channel"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        lack.save(force_insert=True)
