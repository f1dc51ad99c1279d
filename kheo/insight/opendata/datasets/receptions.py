"""When heads receive people: posted, held, moved and called off."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from kheo.foundation.addresses import absolute
from kheo.insight.opendata.datasets.columns import CHUNK, IS_DEMO, UNIT, UNIT_CODE, URL, codes, said
from kheo.insight.opendata.definition import Column, Dataset, Row, Type
from kheo.oversee.receptions.models import Session
from kheo.verbs import Verb


def _rows(now: datetime) -> Iterator[Row]:
    today = timezone.localdate(now)
    for one in Session.objects.public().for_lists().order_by("pk").iterator(CHUNK):
        yield (
            one.pk,
            one.unit.code,
            one.unit.full_name,
            one.body.name,
            one.receiver.title,
            one.substitute_id is not None,
            one.kind,
            one.mode,
            one.state,
            one.is_missed(today=today),
            one.begins,
            one.ends,
            one.was_on,
            one.reason,
            one.place,
            one.capacity,
            absolute(one.get_absolute_url()),
            one.is_demo,
        )


RECEPTIONS = Dataset(
    key="lich-tiep-cong-dan",
    title=said("Lịch tiếp công dân", "Days of reception"),
    about=said(
        "Ngày, giờ, nơi người đứng đầu tiếp công dân; đã tiếp, đã dời hay không tiếp, vì sao. "
        "Không có ai đến gặp và gặp về việc gì.",
        "Day, hour and place where heads receive people; held, moved or called off, and why. "
        "Nothing on who came or about what.",
    ),
    verb=Verb.CHECK,
    columns=(
        Column("id", said("Số của dòng", "Row number"), Type.WHOLE, is_key=True),
        UNIT_CODE,
        UNIT,
        Column("body", said("Cơ quan", "Body")),
        Column("receiver", said("Chức vụ người tiếp", "Post of who receives")),
        Column("is_substitute", said("Ủy quyền tiếp thay", "By a substitute"), Type.FLAG),
        Column("kind", said("Loại", "Kind"), codes=codes(Session.Kind)),
        Column("mode", said("Cách tiếp", "Mode"), codes=codes(Session.Mode)),
        Column("state", said("Trạng thái", "State"), codes=codes(Session.State)),
        Column("is_missed", said("Không tiếp như lịch", "Missed"), Type.FLAG),
        Column("starts_at", said("Bắt đầu", "Starts at"), Type.MOMENT),
        Column("ends_at", said("Kết thúc", "Ends at"), Type.MOMENT),
        Column("was_on", said("Ngày trước khi dời", "Day before it was moved"), Type.DAY),
        Column("reason", said("Lý do dời, không tiếp", "Reason"), may_go=True),
        Column("place", said("Nơi tiếp", "Place")),
        Column("capacity", said("Số chỗ đặt trước", "Places"), Type.WHOLE),
        URL,
        IS_DEMO,
    ),
    rows=_rows,
    keywords=(said("tiếp công dân", "reception of citizens"),),
    page="receptions:schedule",
)
ALL = (RECEPTIONS,)
