"""The first hour of a deployment: its committees, its news site, its first officers."""

import argparse
import getpass
import sys
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from kheo.config.preflight import NotReady
from kheo.foundation.accounts import services as accounts
from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.roles import roles
from kheo.foundation.units import queries as units_now
from kheo.foundation.units import services as units
from kheo.foundation.units.models import Post, Unit
from kheo.know.news import services as news
from kheo.know.newsroom import services as newsroom

OPERATOR = ""


def establish(_options: argparse.Namespace) -> int:
    """Set up the people's committee of the province and of each commune, and the news site."""
    today = timezone.localdate()
    province = unit_now(settings.KHEO_PROVINCE, today)
    address = urlsplit(settings.KHEO_BASE_URL)
    with transaction.atomic():
        news.ensure_site(
            hostname=address.hostname or "localhost",
            port=address.port or (443 if address.scheme == "https" else 80),
            title=_("Tin tức"),
            unit=province,
        )
        places = [province, *units_now.communes(province, on=today)]
        for unit in tqdm(places, desc="Lập UBND tỉnh và các xã, phường", unit="", disable=None):
            units.establish(unit, by=OPERATOR)
    return 0


@transaction.atomic
def appoint(options: argparse.Namespace) -> int:
    """Open an account for a person and give them a post in a unit's committee."""
    now = timezone.now()
    unit = unit_now(options.unit, timezone.localdate(now))
    post = _post(unit, options)
    person = User.objects.filter(username=options.username).first() or _account(unit, options)
    try:
        accounts.appoint(person=person, post=post, since=timezone.localdate(now), by=None, now=now)
    except accounts.AccountsError as trouble:
        raise NotReady(str(trouble)) from trouble
    newsroom.follow(person=person, now=now)
    sys.stdout.write(f"{person} — {post.title} ({post.body.name})\n")
    return 0


def unit_now(code: str, today: date) -> Unit:
    found = Unit.objects.as_of(today).filter(code=code).order_by("level").first()
    if found is None:
        raise NotReady(f"Không có đơn vị mã {code}; đã chạy kheo load-units chưa?")
    return found


def _post(unit: Unit, options: argparse.Namespace) -> Post:
    if options.role not in roles():
        raise NotReady(f"Không có vai trò {options.role}; có: {', '.join(sorted(roles()))}.")
    body = units.establish(unit, by=OPERATOR)
    head = units_now.current_head(body)
    if options.role == "head" and head is not None:
        return head
    title = options.title or roles()[options.role].vi
    return units.add_post(
        body=body, title=title, role=options.role, by=OPERATOR, now=timezone.now()
    )


def _account(unit: Unit, options: argparse.Namespace) -> User:
    password = getpass.getpass("Mật khẩu: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    try:
        validate_password(password)
        person = accounts.open_account(
            username=options.username,
            full_name=options.name,
            email=options.email,
            by=None,
            now=timezone.now(),
            unit=unit,
        )
    except ValidationError as trouble:
        raise NotReady(" ".join(trouble.messages)) from trouble
    person.set_password(password)
    person.save(update_fields=["password"])
    return person
