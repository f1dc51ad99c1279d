"""No side door: planted names are sought in all that is stored, logged, sent or shown to others.

The whole database as text (bytes as hex), every file of the storage, the captured log, the outbox
and every page that a stranger, another officer, the clerk, the administrator, the auditor and the
head of another unit reach by following links. In every spelling: with and without marks, capital,
decomposed, hex, base64 at each of its three beginnings, and as an address writes it.
"""

import base64
import logging
import re
import unicodedata
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as configured
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from kheo.foundation.duties import services as duties
from kheo.foundation.duties.models import Duty
from kheo.foundation.notices import services as notices
from kheo.foundation.vietnamese.text import fold
from kheo.oversee.denunciations.apps import KINDS
from kheo.oversee.denunciations.models import Case, Publication
from tests import factories
from tests.oversee.denunciations import making

pytestmark = pytest.mark.django_db
CALLBACK = "0912 000 777 gặp Sáng Tinh Mơ"
TYPED_WRONG = "con cá không ăn muối bao giờ"
PLANTED = [
    making.DENOUNCER,
    "Ánh Nguyệt",
    making.ACCUSED,
    making.PLACE,
    making.PHONE,
    "0987654321",
    "đồi Pha Khuông",
    "don-cua-nguyet",
    "bảy mươi triệu",
    CALLBACK,
    "Sáng Tinh Mơ",
    making.PASSPHRASE,
    TYPED_WRONG,
    "tội danh mật trong biên bản",
]
PASS = {"sealed-passphrase": making.PASSPHRASE}
MOST_PAGES = 150


# --- Spellings --------------------------------------------------------------------------------


def spellings(words: str) -> Iterator[str]:
    for one in {words, fold(words), words.upper(), unicodedata.normalize("NFD", words)}:
        yield one
        yield quote(one)
        data = one.encode()
        yield data.hex()
        for shift in range(3):
            coded = base64.b64encode(b"\0" * shift + data).decode()
            # Letters that depend on what stands before and after are left out.
            yield coded[4 if shift else 0 : -4]


NEEDLES = {
    needle.lower(): words for words in PLANTED for needle in spellings(words) if len(needle) > 5
}


def found(text: str) -> set[str]:
    low = text.lower()
    return {words for needle, words in NEEDLES.items() if needle in low}


# --- A story with everything in it ------------------------------------------------------------


def tell(home) -> Case:
    """Enter, fail, open, work, conclude, publish, call, take over: all through the pages."""
    officer, head, clerk = Client(), Client(), Client()
    officer.force_login(home.officer)
    head.force_login(home.head)
    clerk.force_login(factories.officer(home.unit, "clerk"))
    said = {
        "sealed-channel": "counter",
        "sealed-unit": home.unit.pk,
        "sealed-received_on": f"{timezone.localdate():%d/%m/%Y}",
        "sealed-denouncers": f"{making.DENOUNCER}; {making.PLACE}; {making.PHONE}",
        "sealed-accused": f"{making.ACCUSED}; cán bộ địa chính",
        "sealed-text": f"Ông {making.ACCUSED} {making.SECRET}.",
        "sealed-wants_protection": "on",
    }
    big = making.PDF + (making.DENOUNCER * 100_000).encode()
    enter = reverse("denunciations:enter")
    officer.post(enter, {**said, "sealed-received_on": "?", "sealed-submission_key": uuid.uuid4()})
    file = SimpleUploadedFile("don-cua-nguyet.pdf", big, "application/pdf")
    key = uuid.uuid4()
    officer.post(enter, {**said, "sealed-submission_key": key, "sealed-files": file})
    case = Case.objects.get()
    page = case.get_absolute_url()
    officer.post(page, {"sealed-passphrase": TYPED_WRONG, "sealed-why": "assess"})
    officer.post(page, {**PASS, "sealed-why": "assess"})
    minutes = {"sealed-kind": "minutes", "sealed-text": "tội danh mật trong biên bản"}

    def act(client, name, **given):
        data = {f"sealed-{key}": value for key, value in given.items()}
        response = client.post(
            reverse("denunciations:act", args=[case.code, name]), {**data, **PASS}
        )
        assert response.status_code == 302, (name, response.context["form"].errors)

    file = SimpleUploadedFile("don-cua-nguyet-2.pdf", big, "application/pdf")
    officer.post(
        reverse("denunciations:act", args=[case.code, "ghi"]),
        {**minutes, **PASS, "sealed-files": file},
    )
    act(officer, "trao-khoa", person=home.head.pk, role="decider", knows_identity="on")
    words = f"Theo {making.DENOUNCER}"
    act(head, "thu-ly", decision="12/QĐ-UBND", text=words)
    act(head, "gia-han", kind="complex", criteria=["places"], decision="1/QĐ", text=words)
    act(officer, "bao-ve", measures=["job"], text=words)
    act(head, "ket-luan", ruling="right", decision="7/KL", text=f"{words}: {making.SECRET}")
    officer.post(reverse("denunciations:propose", args=[case.code]), PASS)
    leak = {"sealed-title": "Kết luận", "sealed-text": words, **PASS}
    officer.post(reverse("denunciations:act", args=[case.code, "che"]), leak)
    act(officer, "che", title="Kết luận về việc đất", text="Tố cáo đúng.")
    paper = case.papers.filter(kind="redaction").last().uid
    act(officer, "soat", paper=paper, is_read="on")
    act(head, "soat", paper=paper, is_read="on")
    act(officer, "cong-khai", paper=paper)
    Client().post(
        reverse("denunciations:signal"),
        {"sealed-unit": home.unit.pk, "sealed-contact": CALLBACK},
    )
    moved = making.petition(home, place=making.PLACE, email="sang@example.vn")
    clerk.get(reverse("petitions:track", args=[moved.code]))
    clerk.post(reverse("denunciations:take_over", args=[moved.pk]))
    notices.remind(now=timezone.now() + timedelta(days=90))
    notices.send_waiting(now=timezone.now() + timedelta(days=90))
    case.refresh_from_db()
    return case


@pytest.fixture
def home():
    return making.house()


@pytest.fixture
def story(home, caplog, django_capture_on_commit_callbacks):
    with caplog.at_level(logging.DEBUG), django_capture_on_commit_callbacks() as after:
        case = tell(home)
    for act in after:
        # Files go for good; waking the worker twice in one transaction is not what is tried here.
        if getattr(act, "__name__", "") != "_wake":
            act()
    assert Case.objects.count() == 2
    assert Publication.objects.count() == 1
    return case


# --- What is stored, logged and sent ----------------------------------------------------------


def dump() -> Iterator[tuple[str, str]]:
    """Give every row of every table as text; bytes come as hex."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables "
            "WHERE table_type = 'BASE TABLE' AND table_schema NOT LIKE 'pg_%' "
            "AND table_schema <> 'information_schema'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT t::text FROM {table} t")
            for (row,) in cursor.fetchall():
                yield table, row


def test_the_dump_would_show_what_is_planted(home):
    """The net itself is tried: a name in a row, in bytes and in a log entry is seen."""
    home.officer.full_name = making.DENOUNCER
    home.officer.save()

    assert {table for table, row in dump() if found(row)} == {"public.accounts_user"}
    assert found(making.SECRET.encode().hex())
    assert found(base64.b64encode(f"ab{making.DENOUNCER}cd".encode()).decode())
    assert found(fold(making.PLACE).upper())
    assert found(quote(making.ACCUSED))


def test_nothing_planted_stands_in_the_database(story):
    tables = {table: found(row) for table, row in dump() if found(row)}

    assert tables == {}


def test_nothing_planted_lies_in_a_file_or_in_its_name(story):
    folders = [configured.PRIVATE_FILES, configured.MEDIA_ROOT, configured.SMS_DIR]
    files = [path for one in folders for path in Path(one).rglob("*") if path.is_file()]

    sealed = [path for path in files if "niem-phong" in path.parts]
    assert len(sealed) >= 3
    for path in files:
        data = path.read_bytes()
        assert found(str(path)) == set(), path
        assert found(data.decode("utf-8", "replace")) | found(data.hex()) == set(), path


def test_nothing_planted_stands_in_the_log_or_in_the_outbox(story, caplog):
    assert found(caplog.text) == set()
    assert mail.outbox
    for letter in mail.outbox:
        assert found(f"{letter.subject} {letter.body} {letter.recipients()}") == set()
        assert not re.search(r"tố cáo|niêm phong", letter.body, re.I)


def test_duties_carry_the_code_and_fixed_words(story):
    for duty in Duty.objects.filter(subject=story.subject):
        kinds = "|".join(str(label) for label, _rule in KINDS.values())
        assert re.fullmatch(rf"(?:{kinds}) {story.code}", duty.work)
        assert duty.url == f"/to-cao/ho-so/{story.code}/"
        assert not duty.steps.filter(is_public=True).exists()


# --- What others can open ---------------------------------------------------------------------


def addresses(case: Case, home) -> list[str]:
    """Begin with every address that takes nothing, and all that a code or a number opens."""
    begin = []
    for name in _names():
        try:
            begin.append(reverse(name))
        except NoReverseMatch:
            continue
    begin += [case.get_absolute_url(), f"/tim/?q={quote('Nà Tâu')}", f"/tim/?q={case.code}"]
    begin += [reverse("workspace:duty", args=[duty.pk]) for duty in Duty.objects.all()]
    begin += [Publication.objects.get().get_absolute_url()]
    acts = ("ghi", "thu-ly", "soat")
    begin += [reverse("denunciations:act", args=[case.code, name]) for name in acts]
    return begin


def _names() -> Iterator[str]:
    for space, (_prefix, resolver) in get_resolver().namespace_dict.items():
        if not space.startswith("wagtail"):
            yield from (
                f"{space}:{name}" for name in resolver.reverse_dict if isinstance(name, str)
            )


def walk(client: Client, begin: list[str]) -> Iterator[tuple[str, str]]:
    """Open page after page, following links of this site."""
    waiting, seen = list(begin), set()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if address in seen or address.startswith(("/static", "/bien-tap", "/tai-khoan")):
            continue
        seen.add(address)
        response = client.get(address)
        if response.streaming:
            continue
        text = response.content.decode("utf-8", "replace")
        yield address, text + str(response.headers)
        waiting += [link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)"', text)]


READERS = {
    "a stranger": lambda home: None,
    "a citizen": lambda home: factories.citizen(),
    "another officer": lambda home: home.colleague,
    "the clerk": lambda home: factories.officer(home.unit, "clerk"),
    "the handler": lambda home: factories.officer(home.unit, "handler"),
    "the admin": lambda home: _admin(home),
    "the auditor": lambda home: factories.officer(
        home.unit.parent, "auditor", body_kind="inspectorate"
    ),
    "the head of another unit": lambda home: making.house("Mường Bú").head,
    "the head above": lambda home: factories.officer(home.unit.parent, "head"),
}


def _admin(home):
    person = factories.officer(home.unit.parent, "admin")
    person.is_superuser = person.is_staff = True
    person.save()
    return person


def pages_of(reader: str, begin: list[str], home) -> list[tuple[str, str]]:
    person, client = READERS[reader](home), Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    return list(walk(client, begin))


def test_no_page_that_others_open_shows_anything_planted(story, home):
    begin = addresses(story, home)
    pages = {reader: pages_of(reader, begin, home) for reader in READERS}

    assert min(len(opened) for opened in pages.values()) > 40
    shown = {
        (reader, address): found(text)
        for reader, opened in pages.items()
        for address, text in opened
        if found(text)
    }
    assert shown == {}


def test_who_is_no_officer_does_not_even_see_a_code(story, home):
    begin = [one for one in addresses(story, home) if story.code not in one]

    for reader in ("a stranger", "a citizen"):
        opened = pages_of(reader, begin, home)
        assert {address for address, text in opened if story.code in text} == set()


def test_the_published_page_does_not_lead_to_the_case(story):
    page = Client().get(Publication.objects.get().get_absolute_url()).content.decode()

    assert story.code not in page
    assert "Tố cáo đúng." in page


def test_the_calendar_of_the_officer_leaves_it_out(story, home):
    Duty.objects.filter(subject=story.subject).update(person=home.officer)
    token = duties.feed_token(home.officer)

    text = Client().get(reverse("duties:feed", args=[token])).content.decode()

    assert story.code not in text
