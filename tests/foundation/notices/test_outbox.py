"""Messages are committed with their data and go out at most once."""

import email
import threading
from datetime import timedelta
from email.policy import default

import pytest
from django.db import IntegrityError, connection, transaction

from kheo.foundation.notices import queries, services
from kheo.foundation.notices.models import Message
from kheo.foundation.notices.services.outbox import PAUSES
from tests.factories import MONDAY

EMAIL, SMS = Message.Channel.EMAIL, Message.Channel.SMS
pytestmark = pytest.mark.django_db


def queue(key="petition.received:1", *, channel=EMAIL, recipient="lan@example.vn", **fields):
    given = {"subject": "Đã nhận phản ánh", "body": "Mã SL-26-00412", "now": MONDAY, **fields}
    return services.queue(key=key, channel=channel, recipient=recipient, **given)


def outbox(**counts):
    return queries.Outbox(**{"waiting": 0, "sent": 0, "given_up": 0, "uncertain": 0, **counts})


def test_the_same_key_is_queued_once():
    first = queue()
    again = queue(body="Khác")

    assert again.pk == first.pk
    assert Message.objects.get().body == "Mã SL-26-00412"


def test_a_message_vanishes_with_the_data_it_speaks_of():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue()
        raise ZeroDivisionError

    assert not Message.objects.exists()


def test_what_was_never_claimed_was_not_sent():
    message = queue()

    with pytest.raises(IntegrityError, match="sent_message_was_claimed"):
        Message.objects.filter(pk=message.pk).update(sent_at=MONDAY)


def test_a_letter_arrives_as_it_was_written(mailbox):
    message = queue(subject="Đã nhận\nphản ánh", body="Mã SL-26-00412\nhttps://kheo.example.vn/a")

    assert services.send_waiting(now=MONDAY) == 1

    [(recipients, content)] = mailbox.letters
    letter = email.message_from_bytes(content, policy=default)
    assert recipients == ["lan@example.vn"]
    assert letter["Subject"] == "Đã nhận phản ánh"
    assert letter.get_content().split() == ["Mã", "SL-26-00412", "https://kheo.example.vn/a"]
    assert letter["X-Kheo-Reference"] == str(message.pk)
    assert queries.outbox() == outbox(sent=1)


def test_nothing_is_sent_twice(mailbox):
    queue()

    assert [services.send_waiting(now=MONDAY) for _ in range(3)] == [1, 0, 0]
    assert len(mailbox.letters) == 1


def test_a_run_sends_no_more_than_its_size(mailbox):
    for number in range(3):
        queue(f"petition.received:{number}")

    assert [services.send_waiting(now=MONDAY, size=2) for _ in range(2)] == [2, 1]


def test_a_server_that_is_away_is_tried_again_later(port):
    queue()
    queue("petition.received:2")

    assert services.send_waiting(now=MONDAY) == 0

    tried, untouched = Message.objects.order_by("id")
    assert (tried.attempts, untouched.attempts) == (1, 0)
    assert (tried.claimed_at, tried.next_at) == (None, MONDAY + PAUSES[0])
    assert "refused" in tried.failure
    assert queries.outbox() == outbox(waiting=2)


def test_what_waited_for_the_server_arrives_once_when_it_is_back(port, request):
    queue()
    services.send_waiting(now=MONDAY)
    mailbox = request.getfixturevalue("mailbox")

    assert services.send_waiting(now=MONDAY) == 0
    assert services.send_waiting(now=MONDAY + PAUSES[0]) == 1
    assert len(mailbox.letters) == 1


def test_trying_ends_after_the_last_pause(mailbox):
    mailbox.refuses = {"lan@example.vn": "450 Mailbox busy"}
    queue()
    now = MONDAY
    for pause in (*PAUSES, timedelta(0)):
        services.send_waiting(now=now)
        now += pause

    assert Message.objects.get().attempts == len(PAUSES) + 1
    assert queries.outbox() == outbox(given_up=1)
    assert list(queries.troubled()) == [Message.objects.get()]


def test_after_days_without_a_server_everything_arrives_once_within_the_hour(port, request):
    for number in range(3):
        queue(f"petition.received:{number}", recipient=f"lan{number}@example.vn")
    for hour in range(72):
        assert services.send_waiting(now=MONDAY + timedelta(hours=hour)) == 0
    assert queries.outbox() == outbox(waiting=3)
    mailbox = request.getfixturevalue("mailbox")

    back = MONDAY + timedelta(hours=72)
    sent = sum(services.send_waiting(now=back + timedelta(minutes=m)) for m in range(0, 121, 5))

    assert (sent, queries.outbox()) == (3, outbox(sent=3))
    received = sorted(
        recipient for recipients, _content in mailbox.letters for recipient in recipients
    )
    assert received == ["lan0@example.vn", "lan1@example.vn", "lan2@example.vn"]


def test_an_address_refused_for_good_is_not_tried_again(mailbox):
    mailbox.refuses = {"lan@example.vn": "550 No such user"}
    queue()
    queue("petition.received:2", recipient="minh@example.vn")

    assert services.send_waiting(now=MONDAY) == 1
    assert queries.outbox() == outbox(sent=1, given_up=1)


def test_an_address_refused_for_now_is_tried_again(mailbox):
    mailbox.refuses = {"lan@example.vn": "450 Mailbox busy"}
    queue()
    services.send_waiting(now=MONDAY)
    mailbox.refuses = {}

    assert services.send_waiting(now=MONDAY + PAUSES[0]) == 1


def test_a_letter_that_may_have_gone_out_is_reported_and_never_sent_again(mailbox):
    mailbox.vanishes = True
    queue()
    services.send_waiting(now=MONDAY)
    mailbox.vanishes = False
    services.send_waiting(now=MONDAY + timedelta(days=7))

    assert len(mailbox.letters) == 1
    assert queries.outbox() == outbox(uncertain=1)
    assert Message.objects.get().failure.startswith("SMTPServerDisconnected")


def test_a_claim_left_by_a_crash_is_reported_and_not_sent(mailbox):
    message = queue()
    Message.objects.update(claimed_at=MONDAY)

    assert services.send_waiting(now=MONDAY + timedelta(days=1)) == 0
    assert mailbox.letters == []
    assert list(queries.troubled()) == [message]


@pytest.mark.parametrize("recipient", ["không phải địa chỉ", "lan@example.vn\nBcc: x@example.vn"])
def test_what_is_no_address_is_given_up(mailbox, recipient):
    queue(recipient=recipient)

    services.send_waiting(now=MONDAY)

    assert mailbox.letters == []
    assert queries.outbox() == outbox(given_up=1)


def test_a_text_message_becomes_a_file(sms_folder):
    message = queue(channel=SMS, recipient="0912 345 678", body="Đã nhận.\nhttps://k.vn/Xy1")

    assert services.send_waiting(now=MONDAY) == 1

    file = sms_folder / f"{message.pk}.txt"
    assert file.read_text() == "0912345678\nDa nhan. https://k.vn/Xy1\n"


def test_what_is_no_number_is_given_up(sms_folder):
    queue(channel=SMS, recipient="số của bà Lan")

    assert services.send_waiting(now=MONDAY) == 0
    assert queries.outbox() == outbox(given_up=1)


def test_letters_wait_for_their_server_while_text_messages_go_out(port, sms_folder):
    queue()
    queue("petition.received:2")
    queue("petition.received:3", channel=SMS, recipient="0912345678")

    assert services.send_waiting(now=MONDAY) == 1
    assert queries.outbox() == outbox(waiting=2, sent=1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_outbox_and_repeat_nothing(mailbox):
    for number in range(20):
        queue(f"petition.received:{number}", recipient=f"n{number}@example.vn")
    sent = []

    def work():
        sent.append(services.send_waiting(now=MONDAY))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sum(sent) == 20
    assert sorted(to for [to], _ in mailbox.letters) == sorted(
        f"n{n}@example.vn" for n in range(20)
    )


@pytest.mark.django_db(transaction=True)
def test_queueing_wakes_the_worker_once_however_many_messages_there_are():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'notices.send'")
        with transaction.atomic():
            queue()
            queue("petition.received:2")
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.send'")
        assert cursor.fetchone() == (1,)
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'notices.send'")
