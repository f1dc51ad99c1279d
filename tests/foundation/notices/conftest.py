"""A real SMTP server on a port of its own, with the moods of real ones."""

import socket

import pytest
from aiosmtpd.controller import Controller


class Mailbox:
    """Keeps what arrives; can refuse, or vanish after it has taken a message."""

    def __init__(self):
        self.letters = []
        self.refuses = {}
        self.vanishes = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, envelope.content))
        if self.vanishes:
            server.transport.abort()
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def port(settings):
    """Send by SMTP to a port where nobody listens yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    return settings.EMAIL_PORT


@pytest.fixture
def mailbox(port):
    """A server that listens there."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box
    controller.stop()


@pytest.fixture
def sms_folder(settings, tmp_path):
    settings.SMS_DIR = tmp_path / "sms"
    return settings.SMS_DIR
