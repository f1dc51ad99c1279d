"""What comes in is numbered, routed, owed, counted, logged and confirmed in one act."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kheo.foundation.documents import services as documents
from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties.models import Duty
from kheo.foundation.figures import queries as figures
from kheo.foundation.log.models import Entry
from kheo.foundation.notices.models import Message
from kheo.oversee.petitions import permissions, services
from kheo.oversee.petitions.models import Numbering, Petition
from tests import factories
from tests.at_once import together
from tests.factories import MONDAY
from tests.oversee.petitions import cases

pytestmark = pytest.mark.django_db


def test_receiving_owes_an_answer_by_its_legal_date():
    unit = cases.commune()

    petition = cases.received(unit)

    duty = Duty.objects.get()
    assert petition.duty == duty
    assert (duty.kind, duty.subject) == ("petition.answer", petition.subject)
    assert duty.due_on == date(2026, 3, 23)
    assert duty.head.title == "Chủ tịch UBND xã Ngọc Chiến"
    assert duty.url == f"/phan-anh/xu-ly/{petition.pk}/"


def test_receiving_leaves_a_trail_and_is_counted():
    unit = cases.commune()

    petition = cases.received(unit)

    assert list(Entry.objects.order_by("pk").values_list("action", "subject", "actor")) == [
        ("duty.opened", petition.subject, ""),
        ("petition.received", petition.subject, ""),
    ]
    until = MONDAY.date() + timedelta(days=1)
    assert figures.total("petitions.received", unit, MONDAY.date(), until) == 1
    web = {"channel": "web"}
    assert figures.total("petitions.received", unit, MONDAY.date(), until, web) == 1


def test_numbers_follow_each_other_through_the_year():
    unit = cases.commune()

    codes = [cases.received(unit).code for _ in range(3)]

    assert codes == ["SL-26-00001", "SL-26-00002", "SL-26-00003"]


def test_each_year_begins_with_one():
    unit = cases.commune()
    cases.received(unit)

    petition = cases.received(unit, now=MONDAY.replace(year=2025))

    assert petition.code == "SL-25-00001"


def test_a_number_of_a_sending_that_failed_is_given_to_the_next():
    unit = cases.commune()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        cases.received(unit)
        raise ZeroDivisionError

    assert cases.received(unit).code == "SL-26-00001"


def test_the_same_sending_twice_is_one_petition():
    unit, key = cases.commune(), uuid.uuid4()

    first, second = cases.received(unit, key=key), cases.received(unit, key=key)

    assert first == second
    assert (Petition.objects.count(), Duty.objects.count()) == (1, 1)
    assert Numbering.objects.get().last == 1


def test_the_petition_goes_to_the_chosen_commune_and_says_so():
    petition = cases.received(cases.commune("Mường Bú"))

    assert petition.unit.name == "Mường Bú"
    assert petition.routing_reason == "vì bạn chọn xã Mường Bú"


def test_the_petition_goes_to_the_nearest_commune_and_says_how_near():
    cases.commune("Mường Bú", latitude=21.40, longitude=104.05)
    near = cases.commune("Ngọc Chiến", latitude=21.60, longitude=104.20)

    petition = cases.received(latitude=21.61, longitude=104.20)

    assert petition.unit == near
    assert petition.routing_reason == (
        "vì vị trí bạn gửi gần trung tâm xã Ngọc Chiến nhất (khoảng 1,1 km)"
    )


def test_a_place_in_another_province_is_refused_by_name():
    factories.province()
    other = factories.province("Lào Cai", code="15")
    unit = factories.unit("Púng Luông", parent=other)

    with pytest.raises(services.NotOurTerritory, match="xã Púng Luông, ngoài địa bàn"):
        cases.received(unit)


def test_without_place_nobody_can_be_asked():
    factories.province()

    with pytest.raises(services.PlaceUnknown):
        services.receive(
            letter=services.Letter(text=cases.ROAD), submission_key=uuid.uuid4(), now=MONDAY
        )


def test_a_commune_without_any_body_says_so():
    with pytest.raises(services.NobodyThere):
        cases.received(factories.unit("Chiềng Lao"))


@pytest.mark.parametrize("text", ["", "  \n ", "\x00\x07\u200b"])
def test_nothing_said_is_refused(text):
    with pytest.raises(services.TextMissing):
        cases.received(text=text)


def test_words_are_kept_composed_and_clean():
    petition = cases.received(
        text="Đu\u031bo\u031b\u0300ng sa\u0323t\x07 😀\r\n<script>alert(1)</script>"
    )

    assert petition.text == "Đường sạt 😀\n<script>alert(1)</script>"
    assert petition.heading == "Đường sạt 😀"


def test_the_first_sentence_becomes_the_heading():
    assert cases.received().heading == "Đường nội bản Nà Tâu bị sạt, xe máy không qua được"
    long = cases.received(text=" ".join(f"chữ{n}" for n in range(40)))
    assert long.heading == " ".join(f"chữ{n}" for n in range(14)) + "…"
    assert len(cases.received(text="x" * 5000).heading) == 160


def test_the_sender_with_a_phone_is_told_by_message():
    petition = cases.received(phone="0912345678")

    message = Message.objects.get()
    assert (message.channel, message.recipient) == ("sms", "0912345678")
    assert f"mã {petition.code}. Hạn trả lời: 23/03/2026." in message.body
    assert f"/phan-anh/{petition.code}/?khoa={cases.secret(petition)}" in message.body


def test_the_sender_with_an_address_is_told_by_mail():
    cases.received(phone="0912345678", email="lan@example.vn")

    assert Message.objects.get().recipient == "lan@example.vn"


def test_nobody_is_told_when_nobody_left_a_contact():
    cases.received()

    assert Message.objects.count() == 0


def test_only_a_hash_of_the_receipts_secret_is_kept():
    petition = cases.received()

    secret = cases.secret(petition)
    assert permissions.holds_receipt(petition, secret)
    assert not permissions.holds_receipt(petition, secret[:-1])
    assert secret not in str(Petition.objects.values().get())


def test_photos_that_waited_belong_to_the_petition_now():
    key = uuid.uuid4()
    photo = documents.store(
        cases.picture(),
        holder=services.DRAFTS,
        subject=services.draft_of(key),
        by=None,
        now=MONDAY,
    )

    petition = cases.received(key=key, photos=[photo])

    file = StoredFile.objects.get()
    assert (file.holder, file.subject) == (services.PHOTOS, petition.subject)


def test_receiving_costs_few_queries():
    cases.commune("Ngọc Chiến", latitude=21.60, longitude=104.20)
    cases.received(latitude=21.60, longitude=104.20)  # draws the map of the day

    with CaptureQueriesContext(connection) as asked:
        cases.received(latitude=21.61, longitude=104.20)

    # reserve, begin, map, body, head, duty, step, log, fact, log, number, petition, end
    assert len(asked) == 13, [query["sql"][:90] for query in asked]


# --- The counter ------------------------------------------------------------------------------


def registered(unit, by, **more):
    given = {
        "letter": services.Letter(text=cases.ROAD, unit=unit, name="Lò Thị Mai"),
        "submission_key": uuid.uuid4(),
        "channel": Petition.Channel.POST,
        "received_at": MONDAY,
        "by": by,
        "now": MONDAY + timedelta(days=3),
    }
    return services.register(**{**given, **more})


def test_paper_counts_from_the_day_it_came():
    unit = cases.commune()

    petition = registered(unit, factories.officer(unit, "clerk"))

    assert petition.duty.due_on == date(2026, 3, 23)
    assert petition.received_at == MONDAY
    assert petition.registered_at == MONDAY + timedelta(days=3)


def test_a_clerk_of_another_commune_may_not_register():
    stranger = factories.officer(cases.commune("Mường Bú"), "clerk")

    with pytest.raises(PermissionDenied):
        registered(cases.commune(), stranger)

    assert Petition.objects.count() == 0


def test_paper_cannot_come_tomorrow():
    unit = cases.commune()

    with pytest.raises(services.ReceivedInFuture):
        registered(unit, factories.officer(unit, "clerk"), received_at=MONDAY + timedelta(days=4))


# --- At the same moment -----------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_four_times_at_once_makes_one_petition():
    unit, key = cases.commune(), uuid.uuid4()

    made = together(lambda: cases.received(unit, key=key).code, 4)

    assert made == ["SL-26-00001"] * 4
    assert Petition.objects.count() == 1
    assert Numbering.objects.get().last == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_numbers_without_gaps():
    unit = cases.commune()

    made = together(lambda: cases.received(unit).code, 8)

    assert sorted(made) == [f"SL-26-{number:05d}" for number in range(1, 9)]
