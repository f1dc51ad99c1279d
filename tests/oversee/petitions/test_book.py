"""Every petition has its line in the book of each unit it came to, without a gap."""

import csv
import uuid
from datetime import datetime
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from kheo.foundation.log.models import Entry as LogEntry
from kheo.oversee.petitions import queries, services
from kheo.oversee.petitions.models import Book, Entry, Petition
from tests import factories
from tests.factories import MONDAY
from tests.oversee.petitions import cases

PAGE = "/phan-anh/so-don/"
EXPORT = "/phan-anh/so-don/tai-ve/"


def numbers(unit, year=2026):
    return list(Entry.objects.filter(unit=unit, year=year).values_list("number", flat=True))


@pytest.mark.django_db
def test_each_unit_and_year_counts_for_itself():
    one, other = cases.commune(), cases.commune("Mường Bú")
    for unit in (one, other, one):
        cases.received(unit)
    cases.received(one, now=MONDAY.replace(year=2025))

    assert sorted(numbers(one)) == [1, 2]
    assert numbers(other) == [1]
    assert numbers(one, 2025) == [1]


@pytest.mark.django_db
def test_what_came_in_december_and_is_entered_in_january_stands_in_the_new_book():
    unit = cases.commune()

    petition = services.register(
        letter=services.Letter(text=cases.ROAD, unit=unit),
        submission_key=uuid.uuid4(),
        channel=Petition.Channel.POST,
        received_at=datetime(2025, 12, 30, 9, tzinfo=MONDAY.tzinfo),
        by=factories.officer(unit, "clerk"),
        now=datetime(2026, 1, 5, 9, tzinfo=MONDAY.tzinfo),
    )

    assert (numbers(unit, 2025), numbers(unit, 2026)) == ([], [1])
    assert petition.code.startswith("SL-25-")


@pytest.mark.django_db
def test_a_rerouted_petition_keeps_its_line_and_gets_one_where_it_goes():
    one, other = cases.commune(), cases.commune("Mường Bú")
    petition = cases.received(one)

    services.reroute(
        petition=petition,
        to=other,
        reason="đường của xã bạn",
        by=factories.officer(one, "clerk"),
        now=cases.LATER,
    )

    assert (numbers(one), numbers(other)) == ([1], [1])


@pytest.mark.django_db
def test_a_failed_entry_leaves_no_gap():
    unit = cases.commune()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        cases.received(unit)
        raise ZeroDivisionError

    cases.received(unit)

    assert numbers(unit) == [1]
    assert Book.objects.get().last == 1


@pytest.mark.django_db(transaction=True)
def test_clerks_who_register_at_once_get_numbers_without_gap_or_twice():
    units = [cases.commune(), cases.commune("Mường Bú")]
    clerks, each = 6, 5
    barrier = Barrier(clerks)

    def register(number):
        barrier.wait()
        for turn in range(each):
            unit = units[(number + turn) % 2]
            try:
                with transaction.atomic():
                    cases.received(unit)
                    if turn == 2:
                        raise ZeroDivisionError
            except ZeroDivisionError:
                pass
        connection.close()

    threads = [Thread(target=register, args=(number,)) for number in range(clerks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    made = clerks * (each - 1)
    assert Petition.objects.count() == Entry.objects.count() == made
    assert sum(len(numbers(unit)) for unit in units) == made
    for unit in units:
        assert sorted(numbers(unit)) == list(range(1, len(numbers(unit)) + 1))
    codes = sorted(Petition.objects.values_list("code", flat=True))
    assert codes == [f"SL-26-{n:05d}" for n in range(1, made + 1)]


# --- Reading it -------------------------------------------------------------------------------


def signed_in(unit, role="clerk"):
    client = Client()
    client.force_login(factories.officer(unit, role))
    return client


def this_year(unit, count=1, **said):
    return [cases.received(unit, now=timezone.now(), **said) for _ in range(count)]


@pytest.mark.django_db
def test_the_book_is_cut_into_pages_from_the_newest():
    unit = cases.commune()
    for _ in range(5):
        cases.received(unit)
    found = queries.lines(unit, 2026)

    first = queries.book_page(found, before=None, size=3)
    second = queries.book_page(found, before=first.next, size=3)

    assert [line.number for line in first.items] == [5, 4, 3]
    assert [line.number for line in second.items] == [2, 1]
    assert second.next is None


@pytest.mark.django_db
def test_the_book_is_searched_without_marks():
    unit = cases.commune()
    cases.received(unit)
    found = cases.received(unit, text="Đèn đường hỏng")

    lines = queries.lines(unit, 2026, text="den duong")

    assert [line.petition for line in lines] == [found]


@pytest.mark.django_db
def test_the_page_of_the_book_asks_the_same_for_one_and_three(django_assert_num_queries):
    unit = cases.commune()
    clerk = signed_in(unit)
    this_year(unit)
    with django_assert_num_queries(7):
        clerk.get(PAGE)
    this_year(unit, 2)

    with django_assert_num_queries(7):
        assert "Tải sổ về" in clerk.get(PAGE).content.decode()


@pytest.mark.django_db
def test_the_export_has_every_line_and_the_log_says_who_took_it():
    unit = cases.commune()
    made = this_year(unit, 3, name="=1+1 Lò Thị Mai")
    client = signed_in(unit)

    response = client.post(EXPORT, {"don-vi": unit.code, "nam": made[0].received_at.year})
    text = b"".join(response.streaming_content).decode("utf-8-sig")

    rows = list(csv.reader(StringIO(text)))
    assert [row[0] for row in rows] == ["Số", "1", "2", "3"]
    assert rows[1][5] == "'=1+1 Lò Thị Mai"
    entry = LogEntry.objects.get(action="petition.book_exported")
    assert (entry.actor != "", entry.unit_code) == (True, unit.code)


@pytest.mark.django_db
def test_the_book_of_another_commune_is_closed():
    unit = cases.commune()
    stranger = signed_in(cases.commune("Mường Bú"))

    assert stranger.get(PAGE, {"don-vi": unit.code}).status_code == 403
    assert stranger.post(EXPORT, {"don-vi": unit.code}).status_code == 403
    assert signed_in(unit, "editor").get(PAGE).status_code == 403
    assert Client().get(PAGE)["Location"].startswith("/tai-khoan/")


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["x", "-1", "9" * 40, "²"])
def test_odd_addresses_of_the_book_show_its_beginning(odd):
    unit = cases.commune()
    this_year(unit)

    assert signed_in(unit).get(PAGE, {"truoc": odd, "nam": odd}).status_code == 200
