"""Duties go to other bodies, to heirs of divided units and to successors; nothing is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.accounts.models import Appointment
from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty, Feed
from kheo.portal.workspace import services
from tests import factories
from tests.foundation.duties.making import ask, owe

pytestmark = pytest.mark.django_db
VI = {"headers": {"accept-language": "vi"}}


@pytest.fixture
def duty():
    return owe(now=timezone.now())


@pytest.fixture
def head(duty):
    return factories.officer(duty.unit, "head")


@pytest.fixture
def admin():
    return factories.officer(factories.province(), "admin")


def text(response):
    return response.content.decode()


def other_body(name="Chiềng Sơ"):
    found = factories.body(factories.unit(name))
    factories.head(found)
    return found


def hand_over(client, duty, **words):
    words = {"body": "ubnd xa chieng so", "reason": "Thuộc xã kia.", **words}
    return client.post(reverse("workspace:hand_over", args=[duty.pk]), words, **VI)


# --- Handing over -----------------------------------------------------------------------------


def test_the_head_hands_over_to_a_body_typed_without_marks(client, duty, head):
    body = other_body()
    client.force_login(head)

    page = hand_over(client, duty)

    duty.refresh_from_db()
    assert (page.url, duty.body, duty.unit) == (reverse("workspace:mine"), body, body.unit)


def test_a_body_nobody_knows_is_named_and_the_words_stay(client, duty, head):
    client.force_login(head)

    page = text(hand_over(client, duty, body="Sở Trên Trời"))

    assert "Không thấy cơ quan nào tên “Sở Trên Trời”" in page
    assert "Thuộc xã kia." in page


def test_a_name_that_fits_several_bodies_is_asked_again(client, duty, head):
    other_body("Chiềng Sơ")
    other_body("Chiềng Sung")
    client.force_login(head)

    page = text(hand_over(client, duty, body="chieng s"))

    assert "Có 2 cơ quan tên gần giống nhau" in page


def test_pressing_twice_hands_over_once(duty, head):
    body = other_body()
    services.hand_over(
        duty,
        body=body,
        reason="x",
        by=factories.officer(factories.province(), "head"),
        now=timezone.now(),
    )
    services.hand_over(
        duty,
        body=body,
        reason="x",
        by=factories.officer(factories.province(), "head"),
        now=timezone.now(),
    )

    assert duty.steps.filter(kind="handed_over").count() == 1


def test_a_handler_hands_nothing_over(client, duty):
    client.force_login(factories.officer(duty.unit))

    assert hand_over(client, duty).status_code == 403


# --- The head's own list ----------------------------------------------------------------------


def test_what_nobody_has_waits_on_the_heads_list(client, duty, head):
    client.force_login(head)

    page = text(client.get(reverse("workspace:head"), **VI))

    assert duty.work in page
    assert "15 ngày làm việc từ" in page


def test_who_heads_nothing_has_no_such_list(client, duty):
    client.force_login(factories.officer(duty.unit))

    assert reverse("workspace:head") not in text(client.get(reverse("workspace:mine"), **VI))


def test_the_duty_shows_what_others_were_asked_for(client, duty, head):
    body = other_body()
    ask(duty, body, by=head, now=timezone.now())
    client.force_login(head)

    page = text(client.get(reverse("workspace:duty", args=[duty.pk]), **VI))

    assert str(body) in page
    assert "Đo đoạn đường" in page


# --- Heirs ------------------------------------------------------------------------------------


@pytest.fixture
def heirs(duty):
    today = timezone.localdate()
    made = [factories.unit(name, valid_from=today) for name in ("Một", "Hai")]
    for unit in made:
        factories.head(factories.body(unit))
        factories.succession(duty.unit, unit, today, "0.5")
    old = duty.unit
    old.valid_to = today - timedelta(days=1)
    old.save()
    return made


def choose(client, duty, unit):
    where = reverse("workspace:choose_heir", args=[duty.pk])
    return client.post(where, {"unit": unit}, **VI)


def test_the_administrator_gives_it_on_without_reading_it(client, duty, heirs, admin):
    client.force_login(admin)
    page = text(client.get(reverse("workspace:heirs"), **VI))
    assert "xã Một" in page
    assert duty.work not in page

    choose(client, duty, heirs[1].pk)

    duty.refresh_from_db()
    assert duty.unit == heirs[1]


def test_another_unit_is_refused_beside_the_choice(client, duty, heirs, admin):
    client.force_login(admin)

    page = text(choose(client, duty, factories.unit("Xa").pk))

    assert "Đơn vị này không kế tục đơn vị cũ." in page


def test_a_stranger_finds_nothing_to_choose(client, duty, heirs):
    client.force_login(factories.officer(factories.unit("Xa"), "head"))

    assert "Không có việc nào chờ chọn" in text(client.get(reverse("workspace:heirs"), **VI))
    assert choose(client, duty, heirs[0].pk).status_code == 404


# --- People -----------------------------------------------------------------------------------


@pytest.fixture
def handler(duty, head):
    person = factories.officer(duty.unit)
    duties.assign(duty, to=person, by=head, now=timezone.now())
    return person


def leave(client, person, **words):
    pk = Appointment.objects.get(person=person).pk
    today = timezone.localdate()
    words = {"until": f"{today:%d/%m/%Y}", "successor": "", **words}
    return client.post(reverse("workspace:leave", args=[pk]), words, **VI)


def test_who_leaves_today_leaves_the_work_to_the_head(client, duty, handler, admin):
    client.force_login(admin)

    page = leave(client, handler)

    duty.refresh_from_db()
    assert (page.url, duty.person) == (reverse("workspace:people"), None)
    assert duty.progress == Duty.Progress.WAITING


def test_a_successor_in_the_post_takes_the_work_over(client, duty, handler, admin):
    successor = factories.user("ke-nhiem")
    client.force_login(admin)

    leave(client, handler, successor="ke-nhiem")

    duty.refresh_from_db()
    assert duty.person == successor
    assert Appointment.objects.filter(person=successor, until=None).count() == 1


def test_who_leaves_later_works_until_then(client, duty, handler, admin):
    client.force_login(admin)
    later = timezone.localdate() + timedelta(days=30)

    leave(client, handler, until=f"{later:%d/%m/%Y}")

    duty.refresh_from_db()
    assert duty.person == handler


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"until": "mai"}, "mai"),
        ({"successor": "không-ai"}, "Không có tài khoản nào tên “không-ai”."),
        ({"until": "1/1/2020"}, "Ngày thôi chức vụ phải sau ngày bổ nhiệm."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(client, handler, admin, words, sentence):
    client.force_login(admin)

    page = leave(client, handler, **words)

    assert sentence in text(page)
    assert Appointment.objects.get(person=handler).until is None


def test_a_head_appoints_and_dismisses_nobody(client, head, handler):
    client.force_login(head)

    assert client.get(reverse("workspace:people"), **VI).status_code == 403
    assert leave(client, handler).status_code == 403


def test_an_administrator_of_elsewhere_dismisses_nobody_here(client, handler):
    client.force_login(factories.officer(factories.unit("Xa"), "admin"))

    assert leave(client, handler).status_code == 403


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_of_people_costs_the_same(client, handler, admin, more, django_assert_num_queries):
    for _ in range(more):
        factories.officer(factories.unit("Xa"))
    client.force_login(admin)
    client.get(reverse("workspace:people"), **VI)

    with django_assert_num_queries(7):
        page = client.get(reverse("workspace:people"), **VI)

    assert str(handler) in text(page)


# --- The calendar -----------------------------------------------------------------------------


def test_an_officer_changes_the_address_of_the_own_calendar(client, head):
    client.force_login(head)
    before = client.get(reverse("workspace:calendar"), **VI).context["path"]

    client.post(reverse("workspace:change_address"))

    after = client.get(reverse("workspace:calendar"), **VI).context["path"]
    assert Feed.objects.get(person=head).revision == 2
    assert (client.get(before).status_code, client.get(after).status_code) == (404, 200)


def test_who_is_no_officer_has_no_calendar(client):
    client.force_login(factories.citizen())

    assert client.get(reverse("workspace:calendar"), **VI).status_code == 403
