"""Lets several acts begin in the same moment, each in a thread with a connection of its own."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Return what each act gave, or the error that it ended with."""
    gate: Barrier = Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int) -> None:
        gate.wait()
        try:
            results[place] = acts[place]()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=partial(run, place)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def together(act: Callable[[], Any], times: int) -> list[Any]:
    """Let one act begin so many times in the same moment."""
    return at_once(*[act] * times)
