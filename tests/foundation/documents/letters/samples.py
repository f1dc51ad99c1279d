"""Words for every field of every letter, and a room that writes letters."""

from datetime import date

from kheo.foundation.documents import access, letter_sources, letters
from kheo.foundation.documents.letter_sources import Prepared
from kheo.foundation.documents.letters.definitions import texts
from tests import factories

ON = date(2026, 11, 30)
WORDS = {field.key: field.vi for one in texts().letters.values() for field in one.fields} | {
    "sender": "Nguyễn Thị Huyền Trưởng",
    "matter": "đường bản bị sạt lở",
    "code": "SL-26-00412",
    "content": "Taluy dương sụt, xe máy không qua được.\nĐề nghị sửa trước mùa mưa.",
}


def body():
    return factories.body(factories.unit())


def letter(key="forward", *, of=None, signer=None, **words):
    of = of or body()
    return letters.build(key, WORDS | words, body=of, signer=signer, on=ON)


def head_of(of, name="Lò Thị Phượng"):
    post = factories.head(of)
    factories.appoint(factories.user(full_name=name), post)
    return post


# --- A room of the tests: subject "tested:<body's pk>"; "nguoi-la" may not write ----------------

issued = []


def prepare(user, pk, today):
    found = factories.Body.objects.filter(pk=pk).first()
    if found is None or user.username == "nguoi-la":
        return None
    return Prepared(
        title="SL-26-00412", body=found, holder="tested.letter", keys=("forward", "receipt"),
        fields=WORDS | {"report_by": ""},
    )  # fmt: skip


def after(*, letter, by, now):
    issued.append(letter.numbered)


letter_sources.register(
    "tested",
    "tests.foundation.documents.letters.samples.prepare",
    issued="tests.foundation.documents.letters.samples.after",
)
access.register("tested.letter", lambda request, file: request.user.username != "nguoi-la")
