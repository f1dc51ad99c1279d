"""Who is here now: counted over all processes, forgotten after minutes, unreadable to anybody."""

import os
from multiprocessing import get_context

import pytest

from kheo.foundation.visits.presence import DAY, KEY_BYTES, MINUTE, Presence

NOON = 1_772_600_000.0


def visitors(count, begin=0):
    return [(f"10.0.{n // 250}.{n % 250}", "Firefox") for n in range(begin, begin + count)]


def test_a_visitor_counts_once_however_many_pages():
    here = Presence()

    for _ in range(9):
        here.mark(visitors(1), at=NOON)

    assert here.count(at=NOON) == 1


def test_two_browsers_behind_one_address_are_two():
    here = Presence()

    here.mark([("10.0.0.1", "Firefox"), ("10.0.0.1", "Chrome")], at=NOON)

    assert here.count(at=NOON) == 2


@pytest.mark.parametrize("count", [10, 100, 5000])
def test_the_estimate_is_within_one_in_a_hundred(count):
    here = Presence()

    here.mark(visitors(count), at=NOON)

    assert abs(here.count(at=NOON) - count) <= max(1, count // 100)


def test_who_left_five_minutes_ago_is_no_longer_here():
    here = Presence()
    here.mark(visitors(3), at=NOON)
    here.mark(visitors(1), at=NOON + 2 * MINUTE)

    after = [here.count(at=NOON + minutes * MINUTE) for minutes in (4, 5, 6, 7)]

    assert after == [3, 1, 1, 0]


def test_an_old_minute_is_wiped_when_its_row_is_used_again():
    here = Presence()
    for minutes in range(0, 60, 6):
        here.mark(visitors(2, begin=minutes), at=NOON + minutes * MINUTE)

    assert here.count(at=NOON + 54 * MINUTE) == 2


def test_a_new_day_has_a_new_key_and_no_marks():
    here = Presence()
    here.mark(visitors(3), at=NOON)
    key = here.memory[8 : 8 + KEY_BYTES]

    here.mark(visitors(1), at=NOON + DAY)

    assert here.memory[8 : 8 + KEY_BYTES] != key
    assert here.memory[:].count(b"\x00") >= len(here.memory) - KEY_BYTES - 40
    assert here.count(at=NOON + DAY) == 1


def test_the_memory_has_no_name_and_holds_no_address():
    here = Presence()
    here.mark([("203.0.113.77", "Firefox")], at=NOON)

    assert os.readlink(f"/proc/self/fd/{here.file}").endswith("kheo-visits (deleted)")
    assert b"203.0.113.77" not in here.memory[:]


def be_somebody(here, begin):
    for n in range(50):
        here.mark(visitors(1, begin=begin + n), at=NOON)


def test_processes_that_mark_together_lose_nobody():
    here = Presence()
    context = get_context("fork")
    people = [context.Process(target=be_somebody, args=(here, 40 * n)) for n in range(4)]

    for process in people:
        process.start()
    for process in people:
        process.join()

    # Four times fifty, of whom each ten are seen by two processes.
    assert here.count(at=NOON) == 170
