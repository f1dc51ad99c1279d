"""The log takes entries in, seals them and lets nothing go."""

import threading
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from kheo.foundation.log import merkle, queries, services
from kheo.foundation.log.models import Entry, Seal, Unsealed
from tests.factories import MONDAY


def record(subject="petition:1", **fields):
    return services.record(action="petition.received", on=subject, at=MONDAY, **fields)


@pytest.mark.django_db
def test_recording_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        entry = record(by="lan", unit_code="03979", detail={"phone": True})

    assert (entry.actor, entry.unit_code, entry.detail) == ("lan", "03979", {"phone": True})
    assert list(queries.about("petition:1")) == [entry]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_entry SET action = 'x'",
        "UPDATE log_entry SET action = 'x' WHERE false",
        "DELETE FROM log_entry",
        "UPDATE log_seal SET root = 'x'",
        "DELETE FROM log_seal",
    ],
)
def test_the_database_refuses_to_change_the_log(statement):
    record()
    services.seal(now=MONDAY)

    with (
        pytest.raises(ProgrammingError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert queries.verify().ok


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["log_entry", "log_seal"])
def test_the_database_refuses_to_empty_the_log(table):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_is_not_emptied")

        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table}")


@pytest.mark.django_db
def test_the_refusal_binds_another_role_with_every_right_on_the_tables():
    record()
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE log_test_app; GRANT ALL ON log_entry TO log_test_app")
        cursor.execute("SET LOCAL ROLE log_test_app")

        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            cursor.execute("DELETE FROM log_entry")


@pytest.mark.django_db
def test_nothing_waits_for_a_seal_when_nothing_was_written():
    assert services.seal(now=MONDAY) is None


@pytest.mark.django_db
def test_a_seal_holds_what_waited_and_is_chained_to_the_one_before():
    first, second = record(), record("petition:2")
    one = services.seal(now=MONDAY)
    third = record("petition:3")
    two = services.seal(now=MONDAY + timedelta(seconds=1))

    assert (one.entries, two.entries) == ([first.pk, second.pk], [third.pk])
    assert not Unsealed.objects.exists()
    assert one.chain == merkle.chain(merkle.BEGINNING, one.root, one.entries, MONDAY)
    assert two.chain == merkle.chain(one.chain, two.root, two.entries, two.sealed_at)


@pytest.mark.django_db
def test_a_seal_holds_no_more_than_its_size():
    entries = [record(f"petition:{n}").pk for n in range(5)]

    sealed = [services.seal(now=MONDAY, size=2).entries for _ in range(3)]

    assert sealed == [entries[:2], entries[2:4], entries[4:]]


@pytest.mark.django_db(transaction=True)
def test_an_entry_whose_transaction_ends_late_comes_into_a_later_seal():
    written, go = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            record("petition:slow")
            written.set()
            go.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    written.wait(10)
    fast = record("petition:fast")
    one = services.seal(now=MONDAY)
    go.set()
    thread.join()
    two = services.seal(now=MONDAY)

    assert one.entries == [fast.pk]
    assert two.entries == [Entry.objects.get(subject="petition:slow").pk]
    assert two.entries[0] < one.entries[0]
    assert queries.verify().checked == 2


@pytest.mark.django_db(transaction=True)
def test_two_sealers_take_turns():
    record()
    with transaction.atomic():
        services.seal(now=MONDAY)
        seen = []

        def other():
            seen.append(services.seal(now=MONDAY))
            connection.close()

        thread = threading.Thread(target=other)
        thread.start()
        thread.join(10)

    assert seen == [None]
    assert Seal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_entries_are_sealed_within_a_second_while_others_write():
    stop, ticks = threading.Event(), threading.Event()
    with services.sealing(stop):
        record()
        for _ in range(10):
            ticks.wait(0.1)
        sealed_meanwhile = Seal.objects.count()
        record("petition:last")

    assert sealed_meanwhile == 1
    assert not Unsealed.objects.exists()
    assert queries.verify().checked == 2
