"""What the tests of denunciations stand on: a commune with people who hold keys, and a case."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from kheo.foundation.accounts.models import User
from kheo.foundation.documents import services as documents
from kheo.foundation.units.models import Unit
from kheo.oversee.denunciations import services
from kheo.oversee.denunciations.models import Case, Grant
from tests import factories
from tests.factories import MONDAY
from tests.oversee.petitions import cases

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PASSPHRASE = "trâu vàng gặm cỏ ven suối lạnh"
OTHER_PASSPHRASE = "thuyền giấy trôi qua chín cầu đá"
DENOUNCER = "Quàng Thị Ánh Nguyệt"
ACCUSED = "Đỗ Trọng Kiểng"
PLACE = "bản Nà Tâu, nhà sàn cạnh cây đa"
PHONE = "0987 654 321"
SECRET = "đã nhận bảy mươi triệu để duyệt hồ sơ đất ở đồi Pha Khuông"


@dataclass
class House:
    """A commune: its unit, an officer, a colleague, and the head; all three hold keys."""

    unit: Unit
    officer: User
    colleague: User
    head: User


def keyed(person: User, passphrase: str = PASSPHRASE, now: datetime = MONDAY) -> User:
    services.make_key(passphrase=passphrase, by=person, now=now)
    return person


def house(name: str = "Ngọc Chiến") -> House:
    unit = factories.unit(name)
    head = factories.officer(unit, "head")
    officer = factories.officer(unit, "denunciation_officer")
    colleague = factories.officer(unit, "denunciation_officer")
    return House(unit, keyed(officer), keyed(colleague), keyed(head))


def deposition(unit: Unit, **changes) -> services.Deposition:
    said = {
        "text": f"Ông {ACCUSED} {SECRET}.",
        "unit": unit,
        "denouncers": [services.Denouncer(DENOUNCER, PLACE, PHONE)],
        "accused": [services.Accused(ACCUSED, "cán bộ địa chính")],
    }
    return services.Deposition(**{**said, **changes})


def enter(home: House, now: datetime = MONDAY, colleagues=(), **changes) -> Case:
    return services.enter(
        deposition=deposition(home.unit, **changes),
        submission_key=uuid.uuid4(),
        received_at=now,
        by=home.officer,
        colleagues=colleagues,
        now=now,
    )


def box(case: Case, by: User, now: datetime = MONDAY, passphrase: str = PASSPHRASE):
    return services.open_box(code=case.code, passphrase=passphrase, by=by, now=now)


def with_head(home: House, **changes) -> Case:
    """A case of which the officer and the one who decides hold the keys."""
    case = enter(home, **changes)
    services.bring_in(
        box=box(case, home.officer),
        person=home.head,
        role=Grant.Role.DECIDER,
        knows_identity=True,
        now=MONDAY,
    )
    return case


def accepted(home: House, now: datetime = MONDAY) -> Case:
    case = with_head(home)
    return services.accept(box=box(case, home.head), decision="12/QĐ-UBND", text="", now=now)


def concluded(home: House, now: datetime = MONDAY + timedelta(days=10)) -> Case:
    case = accepted(home)
    services.conclude(
        box=box(case, home.head, now),
        ruling="right",
        decision="7/KL-UBND",
        text=f"Tố cáo của {DENOUNCER} ({PHONE}) là đúng: ông {ACCUSED} {SECRET}.",
        figures={"state_money": 70_000_000, "officials": 1},
        now=now,
    )
    case.refresh_from_db()
    return case


def redacted(home: House, case: Case, now: datetime = MONDAY + timedelta(days=11)):
    return services.redact(
        box=box(case, home.officer, now),
        title="Kết luận về việc duyệt hồ sơ đất",
        text="Tố cáo là đúng; cán bộ bị tố cáo đã nhận tiền.",
        now=now,
    )


def board(unit: Unit):
    """An inspection board of three in the province of a unit, and the three shares on paper."""
    province = unit.parent
    members = [
        keyed(factories.officer(province, "auditor", body_kind="inspectorate")) for _ in range(3)
    ]
    made = services.make_board(unit=province, members=members, by=members[0], now=MONDAY)
    shares = [
        services.show_share(board=made, passphrase=PASSPHRASE, by=one, now=MONDAY)
        for one in members
    ]
    for one in members:
        services.keep_on_paper(board=made, by=one, now=MONDAY)
    return made, members, shares


def petition(home: House, **said):
    """A petition that is a denunciation, with its sender and a paper."""
    made = cases.received(
        home.unit, text=f"Ông {ACCUSED} {SECRET}.", name=DENOUNCER, phone="0987654321", **said
    )
    documents.store(
        SimpleUploadedFile("bang-chung.pdf", PDF + f"% {DENOUNCER}\n".encode()),
        holder="petition.photo",
        subject=made.subject,
        by=None,
        now=MONDAY,
    )
    return made
