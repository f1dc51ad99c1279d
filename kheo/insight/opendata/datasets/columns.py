"""Columns that several data sets share, so that they are called the same and can be joined."""

from collections.abc import Iterable, Mapping

from django.db.models import Choices
from django.utils.translation import override

from kheo.foundation.tongues import Sentence
from kheo.insight.opendata.definition import Column, Type

CHUNK = 2000


def said(vi: str, en: str) -> Sentence:
    return Sentence(vi, en)


def codes(choices: type[Choices]) -> dict[str, str]:
    """Give the codes of a list with their Vietnamese words."""
    with override("vi"):
        return {str(value): str(label) for value, label in choices.choices}


def named(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    return dict(pairs)


UNIT_CODE = Column(
    "unit_code",
    said("Mã đơn vị", "Unit code"),
    about=said(
        "Mã đơn vị hành chính theo danh mục, giữ số 0 ở đầu; nối với bộ dữ liệu don-vi",
        "Code of the administrative unit with its leading zeros; joins the data set don-vi",
    ),
)
UNIT = Column("unit", said("Đơn vị", "Unit"))
URL = Column(
    "url",
    said("Trang gốc", "Page"),
    Type.ADDRESS,
    said("Trang để đọc bản đầy đủ, hiện hành", "Where the record is read in full, as it is now"),
)
IS_DEMO = Column(
    "is_demo",
    said("Dữ liệu thử", "Invented"),
    Type.FLAG,
    said("Đúng khi dòng này là bịa ra để thử phần mềm", "True for rows invented to try the system"),
)
