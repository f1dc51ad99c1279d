"""Reads one file from standard input and writes its text; started by apart.py."""

import sys

from kheo.insight.checks.texts import Unreadable, read_file
from kheo.insight.checks.texts.apart import UNREADABLE, limit_this_process


def main() -> int:
    """Give back the text, or 3 with the reason."""
    limit_this_process()
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        text = read_file(sys.stdin.buffer.read(), name)
    except Unreadable as trouble:
        sys.stderr.buffer.write(str(trouble).encode("utf-8"))
        return UNREADABLE
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
