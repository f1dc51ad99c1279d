"""People are named with the least set, for a time, and leave by themselves."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from kheo.foundation.log.models import Entry
from kheo.foundation.units import holders
from kheo.know.disclosure import errors, queries, services, tables
from kheo.know.disclosure.models import Act, NamedPerson, NameList
from kheo.know.disclosure.services import Line
from tests import factories
from tests.at_once import at_once
from tests.factories import MONDAY
from tests.know.disclosure import cases

pytestmark = pytest.mark.django_db
LAST = cases.TODAY + timedelta(days=30)
NAM, MAI = Line("Lò Văn Năm", "Nà Tâu", "Hộ nghèo"), Line("Quàng Thị Mai", "Lướt", "Cận nghèo")


@pytest.fixture
def place():
    return cases.commune()


def listed(place, *, now=MONDAY, lines=(NAM, MAI), last=LAST, **fields):
    _unit, body, clerk = place
    fields = {"title": "Kết quả bình xét hộ nghèo", **fields}
    made = cases.record(
        body, clerk, now=now, item="binh_xet_doi_tuong", names_people=True, public_until=last,
        **fields,
    )  # fmt: skip
    if lines:
        services.name_people(publication=made, lines=lines, by=clerk, now=now)
    return made


def shown(place, **fields):
    now = fields.get("now", MONDAY)
    made = listed(place, **fields)
    services.publish_here(publication=made, by=place[2], now=now)
    made.refresh_from_db()
    return made


def names(publication):
    return [person.name for person in queries.people_of(publication)]


# --- Entering ---------------------------------------------------------------------------------


def test_a_list_is_kept_in_its_order_and_counted(place):
    made = listed(place)

    assert names(made) == ["Lò Văn Năm", "Quàng Thị Mai"]
    assert made.name_list.count == 2
    assert "Lò Văn" not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_before_it_is_shown_a_list_is_replaced_whole_and_afterwards_never(place):
    made = listed(place)
    services.name_people(publication=made, lines=[MAI], by=place[2], now=MONDAY)
    assert names(made) == ["Quàng Thị Mai"]

    services.publish_here(publication=made, by=place[2], now=MONDAY)

    with pytest.raises(errors.AlreadyShown):
        services.name_people(publication=made, lines=[NAM], by=place[2], now=MONDAY)


def test_a_content_that_was_shown_without_a_list_may_get_one(place):
    made = shown(place, lines=())
    services.name_people(publication=made, lines=[NAM], by=place[2], now=MONDAY)

    assert names(made) == ["Lò Văn Năm"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (Line("", "Nà Tâu"), "Dòng 1: chưa có tên."),
        (Line("x" * 121), "Dòng 1: dài quá"),
        (Line("Mai", "0912 345 678"), "Dòng 1: có số điện thoại"),
        (Line("Mai", "Nà Tâu", "CCCD 014080001234"), "Dòng 1: có số giấy tờ"),
        (Line("Mai", "Nà Tâu", "sinh ngày 1/2/1980"), "Dòng 1: có ngày sinh"),
    ],
)
def test_a_line_that_tells_too_much_is_refused_by_its_number(place, line, problem):
    with pytest.raises(errors.TellsTooMuch) as refused:
        listed(place, lines=[line])
    assert problem in str(refused.value)
    assert not NamedPerson.objects.exists()


def test_words_around_a_list_are_checked_before_they_are_shown(place):
    made = listed(place, summary="Liên hệ bà Mai, điện thoại 0912345678.")
    with pytest.raises(errors.TellsTooMuch, match="Nội dung chính: có số điện thoại"):
        services.publish_here(publication=made, by=place[2], now=MONDAY)


def test_nobody_too_many_and_a_content_without_people_are_refused(place, monkeypatch):
    with pytest.raises(errors.NobodyNamed):
        services.name_people(publication=listed(place, lines=()), lines=[], by=place[2], now=MONDAY)
    many = [NAM] * (tables.book().most_rows + 1)
    with pytest.raises(errors.TooManyNames):
        listed(place, lines=many)
    plain = cases.record(place[1], place[2])
    with pytest.raises(errors.NamesNotMeant):
        services.name_people(publication=plain, lines=[NAM], by=place[2], now=MONDAY)


def test_a_stranger_names_and_corrects_nobody(place):
    made = shown(place)
    stranger = cases.commune("Mường Bú")[2]
    with pytest.raises(PermissionDenied):
        services.name_people(publication=made, lines=[NAM], by=stranger, now=MONDAY)
    with pytest.raises(PermissionDenied):
        services.correct_line(publication=made, number=1, line=MAI, by=stranger, now=MONDAY)
    with pytest.raises(PermissionDenied):
        services.remove_line(publication=made, number=1, by=stranger, now=MONDAY)


# --- Correcting -------------------------------------------------------------------------------


def test_a_corrected_line_keeps_nothing_of_what_it_said(place):
    made = shown(place)
    new = Line("Lò Văn Nam", "Nà Tâu", "Hộ nghèo")

    services.correct_line(publication=made, number=1, line=new, by=place[2], now=MONDAY)

    assert names(made) == ["Lò Văn Nam", "Quàng Thị Mai"]
    assert not Entry.objects.filter(detail__icontains="Năm").exists()
    with pytest.raises(errors.TellsTooMuch, match="Dòng 1"):
        bad = Line("Mai", "0912345678")
        services.correct_line(publication=made, number=1, line=bad, by=place[2], now=MONDAY)


def test_a_removed_line_is_gone_and_the_others_keep_their_numbers(place):
    made = shown(place)
    services.remove_line(publication=made, number=1, by=place[2], now=MONDAY)

    assert list(queries.people_of(made).values_list("number", flat=True)) == [2]
    with pytest.raises(errors.LineGone):
        services.remove_line(publication=made, number=1, by=place[2], now=MONDAY)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_one_removes_a_line_and_the_other_learns_of_it():
    place = cases.commune()
    made = shown(place)
    other = factories.officer(place[0], "editor")

    results = at_once(
        lambda: services.remove_line(publication=made, number=1, by=place[2], now=MONDAY),
        lambda: services.remove_line(publication=made, number=1, by=other, now=MONDAY),
    )

    assert sorted(isinstance(one, errors.LineGone) for one in results) == [False, True]


# --- Leaving ----------------------------------------------------------------------------------


def after(days: int) -> datetime:
    return MONDAY + timedelta(days=days)


def test_names_leave_after_the_last_day_and_the_fact_stays(place):
    made = shown(place)
    assert services.leave_due(now=after(30)) == 0

    assert services.leave_due(now=after(31)) == 1
    assert services.leave_due(now=after(31)) == 0

    made.refresh_from_db()
    assert made.closed_at == after(31)
    assert not NamedPerson.objects.exists()
    kept = NameList.objects.get()
    assert (kept.count, kept.gone_at) == (2, after(31))
    assert Act.objects.filter(publication=made, is_ours=True).exists()


def test_a_withdrawn_list_forgets_its_names_at_once_when_the_job_runs(place):
    made = shown(place)
    services.withdraw(publication=made, reason="Sai đợt.", by=place[2], now=MONDAY)

    assert services.leave_due(now=MONDAY) == 1
    assert not NamedPerson.objects.exists()


def test_what_names_nobody_and_has_no_end_stays(place):
    made = cases.record(place[1], place[2])
    services.publish_here(publication=made, by=place[2], now=MONDAY)

    assert services.leave_due(now=after(4000)) == 0


def test_after_the_end_nothing_is_named_anew(place):
    made = shown(place)
    services.leave(made, now=after(31))
    with pytest.raises(errors.NamesGone):
        services.name_people(publication=made, lines=[NAM], by=place[2], now=after(31))
    with pytest.raises(errors.NamesGone):
        services.correct_line(publication=made, number=1, line=NAM, by=place[2], now=after(31))


# --- The page ---------------------------------------------------------------------------------


def words(response):
    return response.content.decode()


def read_today(place, **fields):
    now = timezone.now()
    return shown(
        place, now=now, decided_on=timezone.localdate(now),
        last=timezone.localdate(now) + timedelta(days=20), **fields,
    )  # fmt: skip


def test_the_page_names_people_and_is_found_and_kept_by_nobody(place):
    made = read_today(place)
    response = Client().get(made.get_absolute_url())

    assert "Lò Văn Năm" in words(response)
    assert "noindex" in response["X-Robots-Tag"]
    assert 'name="robots" content="noindex' in words(response)
    assert "no-store" in response["Cache-Control"]
    assert f"/du-lieu-ca-nhan/?ve={made.get_absolute_url().replace('/', '%2F')}" in words(response)
    assert holders.unit_of(made.get_absolute_url()) == place[0]
    assert holders.unit_of(made.get_absolute_url().replace(str(made.pk), "999999")) is None


def test_after_the_last_day_the_page_is_gone_although_no_job_ran(place):
    made = read_today(place)
    type(made).objects.filter(pk=made.pk).update(
        public_until=timezone.localdate() - timedelta(days=1)
    )

    assert NamedPerson.objects.count() == 2
    assert "Lò Văn Năm" not in words(Client().get(made.get_absolute_url()))


def test_the_page_of_a_list_asks_as_often_for_three_as_for_one(place, django_assert_num_queries):
    one = read_today(place, lines=[NAM])
    three = read_today(place, lines=[NAM, MAI, NAM])
    for made in (one, three):
        Client().get(made.get_absolute_url())
        with django_assert_num_queries(5):
            Client().get(made.get_absolute_url())


# --- The officer's pages ----------------------------------------------------------------------


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_a_clerk_pastes_a_table_chooses_columns_and_corrects_a_line(place):
    made = listed(place, lines=())
    desk = signed_in(place[2])
    address = f"/cong-khai/lam-viec/noi-dung/{made.pk}/ten/"
    table = "Họ tên\tSố CCCD\tBản\nLò Văn Năm\t014080001234\tNà Tâu"

    first = words(desk.post(address, {"table": table}))
    wrong = words(desk.post(address, {"table": table, "col_0": "name", "col_1": "result"}))
    said = {"table": table, "col_0": "name", "col_2": "village"}
    done = words(desk.post(address, said, follow=True))
    line = {"name": "Lò Văn Nam", "village": "Nà Tâu", "result": ""}
    fixed = words(desk.post(f"{address}1/", line, follow=True))
    gone = words(desk.post(f"{address}1/bo/", follow=True))

    assert "Cột nào là gì?" in first and "“Số CCCD”" in first
    assert "không được công khai" in wrong and "014080001234" in wrong
    assert "Đã ghi 1 người." in done
    assert "Lò Văn Nam" in fixed
    assert "Đã bỏ dòng này" in gone


def test_the_names_page_is_closed_to_visitors_and_to_other_communes(place):
    made = listed(place)
    stranger = signed_in(cases.commune("Mường Bú")[2])
    for part in ("ten/", "ten/1/"):
        address = f"/cong-khai/lam-viec/noi-dung/{made.pk}/{part}"
        assert Client().get(address)["Location"].startswith("/tai-khoan/")
        assert stranger.get(address).status_code == 403


def test_an_item_that_names_people_proposes_a_last_day(place):
    unit, body, clerk = place
    address = f"/cong-khai/lam-viec/co-quan/{body.pk}/commune_2022/binh_xet_doi_tuong/"
    listing_day = timezone.localdate() + timedelta(days=30)

    assert str(listing_day.year) in words(signed_in(clerk).get(address))
    assert 'name="public_until" value=""' not in words(signed_in(clerk).get(address))
