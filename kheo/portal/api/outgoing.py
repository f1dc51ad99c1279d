"""Posts to addresses that strangers chose: public ones only, never redirected, not for long.

The address is looked up once, judged, and the connection goes to what was judged, so that a name
which answers differently the second time leads nowhere (SSRF, DNS rebinding).
"""

import ipaddress
import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

SECONDS = 10
READ = 1024
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
# Ways to write an IPv4 address as an IPv6 one that the library takes for global.
_TRANSLATED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "2002::/16", "::ffff:0:0/96")))


class Refused(Exception):
    """The address is none that we post to; `str()` says why."""


class Unreached(Exception):
    """Nothing answered in time, or not in HTTP."""


def checked(url: str) -> SplitResult:
    """Read an address and judge its form; raise Refused."""
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        raise Refused(_("Địa chỉ này không đúng.")) from None
    if not parts.hostname or parts.username or parts.password or parts.fragment:
        raise Refused(_("Địa chỉ này không đúng."))
    if parts.scheme == "https" or (parts.scheme == "http" and _is_trial(parts.hostname)):
        return parts
    raise Refused(_("Địa chỉ phải bắt đầu bằng https://."))


def _is_trial(host: str) -> bool:
    return host in LOCAL and (settings.DEBUG or settings.KHEO_DEMO)


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Post and return the status of the answer; raise Refused or Unreached."""
    parts = checked(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = _connection(parts, _address(parts.hostname or "", port), port)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", target, body, headers)
        answer = connection.getresponse()
        answer.read(READ)
    except (OSError, HTTPException, UnicodeError, ValueError) as error:
        raise Unreached(f"{type(error).__name__}: {error}") from None
    finally:
        connection.close()
    return answer.status


def _address(host: str, port: int) -> str:
    """Look a name up and return its first address, when all of them are public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreached(str(error)) from None
    addresses = [str(row[4][0]) for row in found]
    allowed = settings.KHEO_WEBHOOKS_PRIVATE or _is_trial(host)
    if not allowed and not all(map(is_public, addresses)):
        raise Refused(_("Địa chỉ này nằm trong mạng riêng."))
    return addresses[0]


def is_public(address: str) -> bool:
    """Say whether an address is one of the open internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    is_translated = ip.version == 6 and any(ip in network for network in _TRANSLATED)
    return ip.is_global and not ip.is_multicast and not is_translated


def _connection(parts: SplitResult, address: str, port: int) -> HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "http":
        return _Pinned(host, port, address)
    return _PinnedSecure(host, port, address)


class _Pinned(HTTPConnection):
    """A connection to one address, whatever the name says by now."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), SECONDS)


class _PinnedSecure(HTTPSConnection):
    """The same under TLS, with the certificate checked against the name."""

    def __init__(self, host: str, port: int, address: str) -> None:
        self.trust = ssl.create_default_context()
        super().__init__(host, port, timeout=SECONDS, context=self.trust)
        self.address = address

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), SECONDS)
        self.sock = self.trust.wrap_socket(plain, server_hostname=self.host)
