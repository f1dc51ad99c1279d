"""Text messages: what a provider has to do, and a backend that writes files instead."""

import re
from pathlib import Path
from typing import Protocol

from django.conf import settings

from kheo.foundation.notices.failures import Undeliverable, Unsent
from kheo.foundation.vietnamese.text import fold

# One message of the GSM 7-bit alphabet; letters with marks would more than halve it.
LONGEST = 160
NUMBER = re.compile(r"\+?\d{8,15}")
LINK = re.compile(r"https?://\S+$")


class Backend(Protocol):
    """A way to send text messages; settings name it, so a province plugs in its provider."""

    def send(self, *, number: str, text: str, reference: str) -> None:
        """Hand one message over; raise Unsent only when it is certain that nothing went out."""


class FileBackend:
    """Writes each message into a file of its own, for trials and for provinces without provider."""

    def __init__(self) -> None:
        self.folder = Path(settings.SMS_DIR)

    def send(self, *, number: str, text: str, reference: str) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / f"{reference}.txt").open("x", encoding="ascii") as file:
                file.write(f"{number}\n{text}\n")
        except FileExistsError as error:
            raise Undeliverable(str(error)) from error
        except OSError as error:
            raise Unsent(str(error)) from error


def written(body: str) -> str:
    """Write a message without marks on one line of at most 160 characters; a link stays whole."""
    line = " ".join(body.split())
    found = LINK.search(line)
    link = found.group() if found and len(found.group()) < LONGEST else ""
    words = _unmarked(line.removesuffix(link)).strip()
    room = LONGEST - len(link) - bool(link)
    if len(words) > room:
        words = words[: max(room - 3, 0)].rstrip() + "..."[:room]
    return f"{words} {link}".strip()


def number_of(recipient: str) -> str:
    """Return the bare telephone number; raise Undeliverable when it is none."""
    number = re.sub(r"[\s.()-]", "", recipient)
    if not NUMBER.fullmatch(number):
        raise Undeliverable(recipient)
    return number


def _unmarked(text: str) -> str:
    """Drop marks and what a telephone cannot show, but keep capitals."""
    plain = "".join(fold(c).upper() if c.isupper() else fold(c) for c in text)
    return plain.encode("ascii", "ignore").decode()
