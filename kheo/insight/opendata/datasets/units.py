"""Administrative units with their codes and days, and what became of those that ended."""

from collections.abc import Iterator
from datetime import datetime

from kheo.foundation.units.models import Succession, Unit
from kheo.insight.opendata.datasets.columns import CHUNK, codes, said
from kheo.insight.opendata.definition import Column, Dataset, Row, Type
from kheo.verbs import Verb


def _units(_now: datetime) -> Iterator[Row]:
    return (
        Unit.objects.order_by("path")
        .values_list(
            "pk", "code", "kind", "name", "level", "parent__code", "parent_id", "valid_from",
            "valid_to", "latitude", "longitude", "is_remote", "remote_basis",
        )
        .iterator(CHUNK)
    )  # fmt: skip


def _successions(_now: datetime) -> Iterator[Row]:
    return (
        Succession.objects.order_by("on", "pk")
        .values_list(
            "predecessor_id", "predecessor__code", "predecessor__kind", "predecessor__name",
            "successor_id", "successor__code", "successor__kind", "successor__name",
            "on", "share", "is_estimate", "legal_basis",
        )
        .iterator(CHUNK)
    )  # fmt: skip


UNITS = Dataset(
    key="don-vi",
    title=said("Đơn vị hành chính", "Administrative units"),
    about=said(
        "Tỉnh, huyện, xã, thôn với mã, loại, cấp, đơn vị cấp trên, ngày bắt đầu và ngày hết hiệu "
        "lực. Một đơn vị thay đổi là một dòng mới; dòng cũ giữ nguyên với ngày cuối của nó.",
        "Provinces, districts, communes and villages with code, kind, level, parent, first and "
        "last day. A unit that changes is a new row; the old row stays with its last day.",
    ),
    verb=Verb.KNOW,
    columns=(
        Column("id", said("Số của dòng", "Row number"), Type.WHOLE, is_key=True),
        Column("code", said("Mã", "Code")),
        Column("kind", said("Loại", "Kind")),
        Column("name", said("Tên", "Name")),
        Column("level", said("Cấp", "Level"), codes=codes(Unit.Level)),
        Column("parent_code", said("Mã cấp trên", "Code of the parent")),
        Column("parent_id", said("Dòng của cấp trên", "Row of the parent"), Type.WHOLE),
        Column("valid_from", said("Có từ ngày", "First day"), Type.DAY),
        Column("valid_to", said("Đến hết ngày", "Last day"), Type.DAY),
        Column("latitude", said("Vĩ độ", "Latitude"), Type.NUMBER),
        Column("longitude", said("Kinh độ", "Longitude"), Type.NUMBER),
        Column("is_remote", said("Vùng sâu, vùng xa", "Remote"), Type.FLAG),
        Column("remote_basis", said("Căn cứ vùng sâu, vùng xa", "Basis of remoteness")),
    ),
    rows=_units,
    keywords=(said("đơn vị hành chính", "administrative units"), said("mã xã", "commune codes")),
)
SUCCESSIONS = Dataset(
    key="ke-thua-don-vi",
    title=said("Kế thừa giữa các đơn vị hành chính", "Succession of administrative units"),
    about=said(
        "Đơn vị cũ nào nhập vào hay chia ra thành đơn vị mới nào, ngày nào, phần bao nhiêu. "
        "Dùng để cộng số liệu cũ theo đơn vị hôm nay.",
        "Which old unit was merged or divided into which new one, when, and what part of it. "
        "For adding up old figures in the units of today.",
    ),
    verb=Verb.KNOW,
    columns=(
        Column("predecessor_id", said("Dòng đơn vị cũ", "Row of the old unit"), Type.WHOLE,
               is_key=True),
        Column("predecessor_code", said("Mã đơn vị cũ", "Code of the old unit")),
        Column("predecessor_kind", said("Loại đơn vị cũ", "Kind of the old unit")),
        Column("predecessor_name", said("Tên đơn vị cũ", "Name of the old unit")),
        Column("successor_id", said("Dòng đơn vị mới", "Row of the new unit"), Type.WHOLE,
               is_key=True),
        Column("successor_code", said("Mã đơn vị mới", "Code of the new unit")),
        Column("successor_kind", said("Loại đơn vị mới", "Kind of the new unit")),
        Column("successor_name", said("Tên đơn vị mới", "Name of the new unit")),
        Column("on", said("Từ ngày", "On"), Type.DAY, is_key=True),
        Column("share", said("Phần của đơn vị cũ", "Share of the old unit"), Type.NUMBER,
               said("Từ 0 đến 1", "From 0 to 1")),
        Column("is_estimate", said("Phần chia là ước tính", "Share is an estimate"), Type.FLAG),
        Column("legal_basis", said("Căn cứ", "Legal basis")),
    ),
    rows=_successions,
    keywords=(said("sáp nhập", "mergers"), said("sắp xếp đơn vị hành chính", "reorganisation")),
)  # fmt: skip
ALL = (UNITS, SUCCESSIONS)
