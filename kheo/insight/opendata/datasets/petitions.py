"""Petitions as strangers read them: the words a clerk has confirmed, the answer without names."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from kheo.foundation.addresses import absolute
from kheo.foundation.duties.models import Duty
from kheo.insight.opendata.datasets.columns import CHUNK, IS_DEMO, UNIT, UNIT_CODE, URL, codes, said
from kheo.insight.opendata.definition import Column, Dataset, Row, Type
from kheo.oversee.petitions import access, queries
from kheo.oversee.petitions.models import Petition
from kheo.verbs import Verb

READ = (
    "code", "kind", "state", "topic", "is_public", "public_title", "public_text", "answer",
    "outcome", "answered_at", "is_answered_late", "reopened_at", "received_at", "is_demo",
    "sender_name", "sender_phone", "sender_email", "representatives",
    "unit__code", "unit__kind", "unit__name", "duty__due_on",
)  # fmt: skip


def _rows(now: datetime) -> Iterator[Row]:
    found = queries.public(today=timezone.localdate(now)).only(*READ).order_by("pk")
    topics = {topic.key: topic.label for topic in access.fields()}
    for one in found.iterator(CHUNK):
        yield _row(one, topics)


def _row(one: Petition, topics: dict[str, str]) -> Row:
    is_public = one.is_public
    return (
        one.code,
        one.kind,
        one.unit.code,
        one.unit.full_name,
        # What a matter is about is told with its words, not before.
        topics.get(one.topic, one.topic) if is_public else "",
        timezone.localdate(one.received_at),
        one.duty.due_on,
        one.state,
        timezone.localdate(one.answered_at) if one.answered_at else None,
        one.is_answered_late if one.answered_at else None,
        one.outcome if is_public else "",
        one.reopened_at is not None,
        is_public,
        one.public_title if is_public else "",
        one.public_text if is_public else "",
        access.public_answer(one),
        absolute(one.get_absolute_url()),
        one.is_demo,
    )


PETITIONS = Dataset(
    key="phan-anh-kien-nghi",
    title=said("Phản ánh, kiến nghị và trả lời", "Petitions and their answers"),
    about=said(
        "Mỗi dòng là một phản ánh, kiến nghị, khiếu nại hay yêu cầu thông tin đã nhận: đơn vị, "
        "ngày nhận, hạn, trạng thái, kết quả. Lời của người gửi chỉ có khi văn thư đã duyệt công "
        "khai, không có tên, số điện thoại, địa chỉ của ai. Tố cáo không có ở đây.",
        "Each row is a petition, complaint or request for information that came in: unit, day, "
        "due date, state, outcome. The sender's words are there once a clerk has released them, "
        "without names, phones or addresses. Denunciations are never here.",
    ),
    verb=Verb.CHECK,
    columns=(
        Column("code", said("Mã theo dõi", "Tracking code"), is_key=True),
        Column("kind", said("Loại", "Kind"), codes=codes(Petition.Kind)),
        UNIT_CODE,
        UNIT,
        Column("topic", said("Lĩnh vực", "Topic"), may_go=True),
        Column("received_on", said("Ngày nhận", "Received on"), Type.DAY),
        Column("due_on", said("Hạn", "Due on"), Type.DAY),
        Column("state", said("Trạng thái", "State"), codes=codes(Petition.State)),
        Column("answered_on", said("Ngày trả lời", "Answered on"), Type.DAY),
        Column("is_late", said("Trả lời sau hạn", "Answered late"), Type.FLAG),
        Column("outcome", said("Kết quả", "Outcome"), codes=codes(Duty.Outcome)),
        Column("was_reopened", said("Đã mở lại", "Was reopened"), Type.FLAG),
        Column("is_public", said("Đã công khai lời", "Words are public"), Type.FLAG, may_go=True),
        Column("title", said("Tiêu đề", "Title"), may_go=True),
        Column("text", said("Nội dung", "Text"), may_go=True),
        Column("answer", said("Trả lời", "Answer"), may_go=True),
        URL,
        IS_DEMO,
    ),
    rows=_rows,
    keywords=(
        said("phản ánh", "feedback"),
        said("kiến nghị", "petitions"),
        said("trả lời", "answers"),
    ),
    page="petitions:list",
)
ALL = (PETITIONS,)
