"""E-mail over SMTP, telling apart what certainly did not go out from what may have."""

import smtplib

from django.core.mail import BadHeaderError, EmailMessage, get_connection

from kheo.foundation.notices.failures import Undeliverable, Unreachable, Unsent

# From here on an SMTP reply means "never" (RFC 5321, 4.2.1).
PERMANENT = 500


class MailBackend:
    """One connection for a run of messages."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def send(self, *, recipient: str, subject: str, body: str, reference: str) -> None:
        """Hand one message over; any exception but Unsent leaves open whether it went out."""
        self._open()
        message = EmailMessage(
            " ".join(subject.split()), body, to=[recipient], connection=self._connection
        )
        message.extra_headers["X-Kheo-Reference"] = reference
        # Written by a program: no out-of-office replies (RFC 3834).
        message.extra_headers["Auto-Submitted"] = "auto-generated"
        try:
            message.send()
        except smtplib.SMTPRecipientsRefused as error:
            self.close()
            raise _refused(max(code for code, _ in error.recipients.values()), error) from error
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            self.close()
            raise _refused(error.smtp_code, error) from error
        except (BadHeaderError, UnicodeError, ValueError) as error:
            raise Undeliverable(str(error)) from error
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """Hang up."""
        try:
            self._connection.close()
        except (smtplib.SMTPException, OSError):
            self._connection = get_connection()

    def _open(self) -> None:
        try:
            self._connection.open()
        except (smtplib.SMTPException, OSError) as error:
            self._connection = get_connection()
            raise Unreachable(str(error)) from error


def _refused(code: int, error: smtplib.SMTPException) -> Unsent:
    return Undeliverable(str(error)) if code >= PERMANENT else Unsent(str(error))
