"""Serves the bare views with the numbers `kheo serve` uses: python -m bench.serve PORT."""

import sys

from granian import Granian
from granian.constants import Interfaces

from kheo.cli import parser

if __name__ == "__main__":
    usual = parser().parse_args(["serve"])
    Granian(
        "bench.bare:application",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=usual.workers,
        blocking_threads=usual.threads,
        backlog=2048,
        websockets=False,
        log_level="warning",
    ).serve()
