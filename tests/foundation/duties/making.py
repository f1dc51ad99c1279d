"""A duty to test with, owed under a rule of fifteen working days."""

from kheo.foundation.documents.models import StoredFile
from kheo.foundation.duties import kinds, services
from tests import factories
from tests.factories import MONDAY

ANSWER = kinds.Kind(key="test.answer", label="Trả lời", rule="KNPA-LOCAL-01")
PROVEN = kinds.Kind(key="test.proven", label="Làm xong", rule="KNPA-LOCAL-01", needs_proof=True)
SECRET = kinds.Kind(
    key="test.secret", label="Việc kín", rule=lambda: "KNPA-LOCAL-01", is_public=False, feed=False
)
for kind in (ANSWER, PROVEN, SECRET):
    kinds.register(kind)


def owe(subject="test:1", *, unit=None, now=MONDAY, kind=ANSWER, **fields):
    """Owe an answer of the committee of a unit, which has a head."""
    unit = unit or factories.unit()
    body = factories.body(unit)
    factories.head(body)
    return services.owe(
        kind=kind.key,
        subject=subject,
        work=f"Trả lời {subject}",
        unit=unit,
        body=body,
        by=None,
        now=now,
        **fields,
    )


def file(name="biên bản.pdf", sha256="ab" * 32):
    """A stored file without anything in the storage."""
    return StoredFile.objects.create(
        holder="test",
        subject="test:1",
        name=name,
        media_type="application/pdf",
        size=1,
        sha256=sha256,
        path=name,
        stored_at=MONDAY,
    )


class Ear:
    """Hears what a room is told of its duties."""

    heard: list = []


def hear(duty, change):
    Ear.heard.append((duty.subject, change.step, change.reason, change.decision))


TOLD = kinds.Kind(
    key="test.told",
    label="Báo tin",
    rule="KNPA-LOCAL-01",
    told="tests.foundation.duties.making.hear",
)
HELP = kinds.Kind(key="test.help", label="Phối hợp", rule="PH-LOCAL-01")
kinds.register(TOLD)
kinds.register(HELP)


def ask(parent, body, *, by, now=MONDAY, **fields):
    """Ask a body for a part of a duty."""
    fields = {"work": "Đo đoạn đường", "brief": "Đo giúp 40 m đường Nà Tâu.", **fields}
    return services.ask_help(parent, kind=HELP.key, body=body, by=by, now=now, **fields)
