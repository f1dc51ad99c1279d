"""A call that somebody wants: sealed on arrival, opened by one, forgotten after."""

from datetime import timedelta

import pytest

from kheo.foundation.log.models import Entry
from kheo.oversee.denunciations import law, services
from kheo.oversee.denunciations.models import Signal, SignalCopy
from tests import factories
from tests.factories import MONDAY
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db
CONTACT = "0912 000 777, hỏi chị Sáng"


def sent(home):
    return services.send(unit=home.unit, contact=CONTACT, when="sau 20 giờ", now=MONDAY)


def take(signal, by):
    return services.take(uid=signal.uid, passphrase=making.PASSPHRASE, by=by, now=MONDAY)


def test_an_officer_of_the_place_opens_it_and_the_copies_of_others_go():
    home = making.house()
    signal = sent(home)

    assert take(signal, home.officer) == {"contact": CONTACT, "when": "sau 20 giờ"}
    assert [copy.person for copy in SignalCopy.objects.all()] == [home.officer]
    with pytest.raises(services.Closed):
        take(signal, home.colleague)


def test_the_one_who_took_it_may_look_again_until_it_is_done():
    home = making.house()
    signal = sent(home)
    take(signal, home.officer)

    assert take(signal, home.officer)["contact"] == CONTACT
    services.finish(uid=signal.uid, by=home.officer, now=MONDAY)

    assert not Signal.objects.exists()


def test_all_copies_have_one_size():
    home = making.house()
    sent(home)
    services.send(unit=home.unit, contact="a", when="", now=MONDAY)

    assert len({len(copy.sealed) for copy in SignalCopy.objects.all()}) == 1


def test_others_neither_open_nor_finish_it():
    home = making.house()
    signal = sent(home)

    for stranger in (home.head, making.house("Mường Bú").officer):
        with pytest.raises(services.Closed):
            take(signal, stranger)
        with pytest.raises(services.Closed):
            services.finish(uid=signal.uid, by=stranger, now=MONDAY)


def test_the_log_knows_that_a_call_came_and_nothing_of_the_caller():
    home = making.house()
    signal = sent(home)

    entry = Entry.objects.get(action="denunciation.signal_received")
    assert (entry.actor, entry.detail, entry.subject) == ("", {}, f"signal:{signal.uid}")


def test_where_nobody_holds_a_key_no_call_is_taken():
    with pytest.raises(services.NobodyMayOpen):
        services.send(unit=factories.unit(), contact="a", when="", now=MONDAY)


def test_a_flood_is_stopped():
    home = making.house()
    for _ in range(law.book().signals_per_hour):
        sent(home)

    with pytest.raises(services.TooManySignals):
        sent(home)


def test_calls_that_nobody_made_are_erased_in_time():
    sent(making.house())

    assert services.forget_old(now=MONDAY + timedelta(days=29)) == 0
    assert services.forget_old(now=MONDAY + timedelta(days=31)) == 1
    assert not SignalCopy.objects.exists()


def test_a_copy_for_a_key_that_is_gone_does_not_open():
    home = making.house()
    signal = sent(home)
    services.make_key(passphrase=making.PASSPHRASE, by=home.officer, now=MONDAY, gives_up=True)

    with pytest.raises(services.Closed):
        take(signal, home.officer)
