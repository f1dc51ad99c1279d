"""Official documents of the register that everybody may know of."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from kheo.foundation.addresses import absolute
from kheo.foundation.documents import kinds
from kheo.foundation.documents.models import DocumentRelation, OfficialDocument
from kheo.insight.opendata.datasets.columns import CHUNK, IS_DEMO, UNIT_CODE, URL, codes, said
from kheo.insight.opendata.definition import Column, Dataset, Row, Type
from kheo.verbs import Verb


def _documents(now: datetime) -> Iterator[Row]:
    today = timezone.localdate(now)
    found = OfficialDocument.objects.public().light().select_related("unit").order_by("pk")
    names = {key: kind.vi for key, kind in kinds.kinds().items()}
    fields = {key: field.vi for key, field in kinds.fields().items()}
    for one in found.iterator(CHUNK):
        yield (
            one.pk,
            one.kind,
            names.get(one.kind, one.kind),
            one.numbered,
            one.issuer_name,
            one.level,
            one.unit.code if one.unit else "",
            one.title,
            fields.get(one.field, one.field),
            one.signer_name,
            one.signer_title,
            one.issued_on,
            one.in_force_from,
            one.in_force_to,
            str(one.state_on(today)),
            one.ended_on,
            one.ended_how,
            absolute(one.get_absolute_url()),
            one.is_demo,
        )


def _relations(_now: datetime) -> Iterator[Row]:
    public = OfficialDocument.objects.public().values("pk")
    found = DocumentRelation.objects.filter(source__in=public, target__in=public).order_by("pk")
    return found.values_list("pk", "source_id", "kind", "target_id", "since").iterator(CHUNK)


DOCUMENTS = Dataset(
    key="van-ban",
    title=said("Sổ văn bản công khai", "Register of public documents"),
    about=said(
        "Văn bản công khai trong sổ: số, ký hiệu, cơ quan ban hành, trích yếu, ngày, hiệu lực.",
        "Public documents of the register: number, issuer, what it is about, days, force.",
    ),
    verb=Verb.KNOW,
    columns=(
        Column("id", said("Số của dòng", "Row number"), Type.WHOLE, is_key=True),
        Column("kind_key", said("Khóa loại", "Kind key")),
        Column("kind", said("Loại văn bản", "Kind")),
        Column("numbered", said("Số, ký hiệu", "Number")),
        Column("issuer", said("Cơ quan ban hành", "Issuer")),
        Column("level", said("Cấp", "Level"), codes=codes(OfficialDocument.Level)),
        UNIT_CODE,
        Column("title", said("Trích yếu", "About"), may_go=True),
        Column("field", said("Lĩnh vực", "Field")),
        Column("signer", said("Người ký", "Signer"), may_go=True),
        Column("signer_title", said("Chức vụ người ký", "Title of the signer")),
        Column("issued_on", said("Ngày ban hành", "Issued on"), Type.DAY),
        Column("in_force_from", said("Có hiệu lực từ", "In force from"), Type.DAY),
        Column("in_force_to", said("Có hiệu lực đến hết", "In force to"), Type.DAY),
        Column("state", said("Hiệu lực", "Force"), codes=codes(OfficialDocument.State)),
        Column("ended_on", said("Hết hiệu lực từ", "Ended on"), Type.DAY),
        Column("ended_how", said("Vì sao hết hiệu lực", "How it ended"),
               codes=codes(OfficialDocument.End)),
        URL,
        IS_DEMO,
    ),
    rows=_documents,
    keywords=(said("văn bản", "documents"), said("nghị quyết", "resolutions")),
    page="register:index",
)  # fmt: skip
RELATIONS = Dataset(
    key="quan-he-van-ban",
    title=said("Quan hệ giữa các văn bản", "How documents stand to each other"),
    about=said(
        "Văn bản nào thực hiện, sửa đổi, thay thế, hướng dẫn văn bản nào, từ ngày nào.",
        "Which document implements, amends, replaces or guides which, since when.",
    ),
    verb=Verb.KNOW,
    columns=(
        Column("id", said("Số của dòng", "Row number"), Type.WHOLE, is_key=True),
        Column("source_id", said("Văn bản", "Document"), Type.WHOLE),
        Column("relation", said("Quan hệ", "Relation"), codes=codes(DocumentRelation.Kind)),
        Column("target_id", said("Đối với văn bản", "To document"), Type.WHOLE),
        Column("since", said("Từ ngày", "Since"), Type.DAY),
    ),
    rows=_relations,
    page="register:index",
)
ALL = (DOCUMENTS, RELATIONS)
