"""Requests in every state, made by the services as people would."""

import uuid
from datetime import datetime

from kheo.oversee.personal_data import services
from kheo.oversee.personal_data.models import Request
from tests import factories
from tests.factories import HANOI

# A Monday.
NOW = datetime(2026, 10, 5, 8, tzinfo=HANOI)
TEXT = "Tên tôi ghi là Lò Văn Nam, đúng ra là Lò Văn Năm."


def body(name: str = "Ngọc Chiến"):
    """A commune's committee with its chair."""
    found = factories.body(factories.unit(name))
    factories.head(found)
    return found


def asked(unit=None, **said) -> services.Asked:
    return services.Asked(
        **{
            "right": "correct",
            "unit": unit or body().unit,
            "about": "/cong-khai/xa/03901/7/",
            "text": TEXT,
            "wished": "Lò Văn Năm",
            "name": "Lò Văn Năm",
            "phone": "0912345678",
            **said,
        }
    )


def received(unit=None, *, key=None, now: datetime = NOW, **said) -> Request:
    return services.receive(asked=asked(unit, **said), submission_key=key or uuid.uuid4(), now=now)


def handler(request: Request):
    return factories.officer(request.unit, "handler")


def head(request: Request):
    return factories.officer(request.unit, "head")


def answered(request: Request, *, by=None, now: datetime = NOW, **said) -> Request:
    said = {"outcome": "granted", "text": "Đã sửa tên trong danh sách.", **said}
    return services.answer(request=request, by=by or handler(request), now=now, **said)
