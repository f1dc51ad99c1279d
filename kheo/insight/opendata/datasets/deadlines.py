"""Legal deadlines as this system reckons with them, with source and confidence."""

from collections.abc import Iterator
from datetime import datetime

from kheo.foundation.clock.book import default_book
from kheo.insight.opendata.datasets.columns import said
from kheo.insight.opendata.definition import Column, Dataset, Row, Type
from kheo.verbs import Verb


def _rows(_now: datetime) -> Iterator[Row]:
    for one in default_book():
        yield (
            one.code, one.family, one.name_vi, one.name_en, one.trigger_vi, one.trigger, one.kind,
            one.length, one.unit, one.period, one.remote_length, one.basis_vi, one.on_whom,
            one.start, one.roll, one.evidence, one.confidence, one.effective_from,
            one.effective_to, one.version,
        )  # fmt: skip


DEADLINES = Dataset(
    key="thoi-han-phap-luat",
    title=said("Thời hạn theo pháp luật", "Legal deadlines"),
    about=said(
        "Các thời hạn mà hệ thống này dùng để tính ngày: bao nhiêu ngày, tính từ việc gì, căn cứ "
        "nào, chắc chắn đến đâu. Không thay cho văn bản pháp luật.",
        "The deadlines that this system reckons with: how many days, from what, on what basis, "
        "and how sure we are. No substitute for the law itself.",
    ),
    verb=Verb.SUPERVISE,
    columns=(
        Column("code", said("Mã quy tắc", "Rule code"), is_key=True),
        Column("family", said("Họ quy tắc", "Family")),
        Column("name", said("Tên", "Name in Vietnamese")),
        Column("name_en", said("Tên tiếng Anh", "Name")),
        Column("trigger", said("Tính từ", "Counted from, in Vietnamese")),
        Column("trigger_en", said("Tính từ (tiếng Anh)", "Counted from")),
        Column("kind", said("Loại", "Kind")),
        Column("length", said("Độ dài", "Length"), Type.WHOLE),
        Column("length_unit", said("Đơn vị của độ dài", "Unit of the length")),
        Column("period", said("Chu kỳ", "Period")),
        Column("remote_length", said("Độ dài vùng sâu, vùng xa", "Length in remote areas"),
               Type.WHOLE),
        Column("basis", said("Căn cứ", "Basis")),
        Column("on_whom", said("Ai phải làm", "On whom")),
        Column("start", said("Ngày đầu tiên được tính", "First day counted")),
        Column("rolls", said("Dời sang ngày làm việc", "Rolls to a working day"), Type.FLAG),
        Column("evidence", said("Đã thấy ở đâu", "Evidence")),
        Column("confidence", said("Độ chắc chắn", "Confidence")),
        Column("effective_from", said("Có hiệu lực từ", "Effective from"), Type.DAY),
        Column("effective_to", said("Hết hiệu lực sau", "Effective to"), Type.DAY),
        Column("version", said("Phiên bản", "Version")),
    ),
    rows=_rows,
    keywords=(said("thời hạn", "deadlines"), said("pháp luật", "law")),
)  # fmt: skip
ALL = (DEADLINES,)
