"""What was made public when, through which channel, and what is lacking; no name of a person."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from kheo.foundation.addresses import absolute
from kheo.insight.opendata.datasets.columns import CHUNK, IS_DEMO, UNIT, UNIT_CODE, URL, said
from kheo.insight.opendata.definition import Column, Dataset, Row, Type
from kheo.know.disclosure.models import Act, Lack, Publication
from kheo.know.disclosure.queries import machines
from kheo.verbs import Verb

STATES = {
    "complete": "Đủ hình thức bắt buộc",
    "shown": "Đã công khai, chưa đủ hình thức",
    "owed": "Chưa công khai, còn hạn",
    "late": "Chưa công khai, quá hạn",
}


def _expired(today: date, prefix: str = "") -> Q:
    """What names people is gone with its last day, and leaves no row."""
    over = Q(**{f"{prefix}closed_at__isnull": False}) | Q(**{f"{prefix}public_until__lt": today})
    return Q(**{f"{prefix}names_people": True}) & (over | Q(**{f"{prefix}shown_until__lt": today}))


def _publications(now: datetime) -> Iterator[Row]:
    today = timezone.localdate(now)
    found = Publication.objects.standing().with_names().exclude(_expired(today)).order_by("pk")
    for one in found.iterator(CHUNK):
        yield (
            one.pk,
            one.unit.code,
            one.unit.full_name,
            one.body.name,
            one.list_key,
            one.item_key,
            machines.item_words(one.list_key, one.item_key),
            one.period,
            one.year,
            "" if one.names_people else one.title,
            one.numbered,
            one.decided_on,
            one.due_on,
            _state(one, today),
            one.shown_since,
            one.shown_until,
            one.completed_on,
            one.names_people,
            absolute(one.get_absolute_url()),
            one.is_demo,
        )


def _state(one: Publication, today: date) -> str:
    if one.completed_on:
        return "complete"
    if one.shown_since:
        return "shown"
    return "late" if one.due_on < today else "owed"


def _acts(now: datetime) -> Iterator[Row]:
    today = timezone.localdate(now)
    found = (
        Act.objects.standing()
        .filter(publication__withdrawn_at__isnull=True)
        .exclude(_expired(today, "publication__"))
        .order_by("pk")
        .values_list(
            "pk", "publication_id", "publication__unit__code", "channel", "place", "since",
            "until", "is_proven", "is_complete", "is_ours",
        )
    )  # fmt: skip
    for row in found.iterator(CHUNK):
        yield (*row[:4], machines.channel_words(row[3]), *row[4:])


def _lacks(_now: datetime) -> Iterator[Row]:
    found = Lack.objects.order_by("pk").values_list(
        "pk", "body__unit__code", "body__name", "channel", "reason", "since", "until"
    )
    for row in found.iterator(CHUNK):
        yield (*row[:4], machines.channel_words(row[3]), *row[4:])


CHANNEL = (
    Column("channel_key", said("Khóa hình thức", "Channel key")),
    Column("channel", said("Hình thức", "Channel")),
)
PUBLICATIONS = Dataset(
    key="cong-khai",
    title=said("Nội dung phải công khai", "What must be made public"),
    about=said(
        "Mỗi dòng là một nội dung mà pháp luật bắt cơ quan công khai: hạn, đã công khai từ ngày "
        "nào, đủ hình thức chưa, còn thiếu không. Nội dung nêu tên người hết ngày công khai thì "
        "không còn ở đây.",
        "Each row is a content that the law tells a body to make public: by when, since when it "
        "was shown, whether complete or lacking. Contents that name people leave with their last "
        "day.",
    ),
    verb=Verb.KNOW,
    columns=(
        Column("id", said("Số của dòng", "Row number"), Type.WHOLE, is_key=True),
        UNIT_CODE,
        UNIT,
        Column("body", said("Cơ quan", "Body")),
        Column("list_key", said("Danh mục", "List")),
        Column("item_key", said("Khóa nội dung", "Item key")),
        Column("item", said("Nội dung theo luật", "Item of the law")),
        Column("period", said("Kỳ", "Period")),
        Column("year", said("Năm", "Year"), Type.WHOLE),
        Column("title", said("Tên", "Title"), may_go=True),
        Column("document", said("Số, ký hiệu văn bản", "Number of the document"), may_go=True),
        Column("decided_on", said("Ngày văn bản", "Day of the document"), Type.DAY),
        Column("due_on", said("Hạn công khai", "Due on"), Type.DAY),
        Column("state", said("Tình trạng", "State"), codes=STATES),
        Column("shown_since", said("Công khai từ", "Shown since"), Type.DAY),
        Column("shown_until", said("Công khai đến hết", "Shown until"), Type.DAY),
        Column("completed_on", said("Đủ hình thức ngày", "Complete on"), Type.DAY),
        Column("names_people", said("Có nêu tên người", "Names people"), Type.FLAG),
        URL,
        IS_DEMO,
    ),
    rows=_publications,
    keywords=(said("công khai", "disclosure"), said("dân chủ ở cơ sở", "grassroots democracy")),
    page="disclosure:matrix",
)
ACTS = Dataset(
    key="lan-cong-khai",
    title=said("Các lần công khai", "Acts of making public"),
    about=said(
        "Mỗi dòng là một lần niêm yết, đăng, phát thanh…: ở đâu, từ ngày nào đến ngày nào, có "
        "bằng chứng không, đủ thời gian không. Nối với bộ dữ liệu cong-khai.",
        "Each row is one showing on a board, a site, the radio…: where, from when to when, proven "
        "or not, long enough or not. Joins the data set cong-khai.",
    ),
    verb=Verb.KNOW,
    columns=(
        Column("id", said("Số của dòng", "Row number"), Type.WHOLE, is_key=True),
        Column("publication_id", said("Nội dung", "Content"), Type.WHOLE,
               said("Cột id của bộ dữ liệu cong-khai", "Column id of the data set cong-khai")),
        UNIT_CODE,
        *CHANNEL,
        Column("place", said("Nơi", "Place"), may_go=True),
        Column("since", said("Từ ngày", "Since"), Type.DAY),
        Column("until", said("Đến hết ngày", "Until"), Type.DAY),
        Column("is_proven", said("Có bằng chứng", "Proven"), Type.FLAG),
        Column("is_complete", said("Đủ thời gian", "Long enough"), Type.FLAG),
        Column("is_ours", said("Trên trang này", "On this site"), Type.FLAG),
    ),
    rows=_acts,
    keywords=(said("niêm yết", "posting"), said("truyền thanh", "radio")),
    page="disclosure:matrix",
)  # fmt: skip
LACKS = Dataset(
    key="hinh-thuc-chua-co",
    title=said("Hình thức công khai chưa có", "Channels that places lack"),
    about=said(
        "Nơi nào chưa có hình thức công khai nào (như đài truyền thanh), từ ngày nào, vì sao.",
        "Which places lack a channel of making public (such as radio), since when, and why.",
    ),
    verb=Verb.KNOW,
    columns=(
        Column("id", said("Số của dòng", "Row number"), Type.WHOLE, is_key=True),
        UNIT_CODE,
        Column("body", said("Cơ quan", "Body")),
        *CHANNEL,
        Column("reason", said("Lý do", "Reason"), may_go=True),
        Column("since", said("Từ ngày", "Since"), Type.DAY),
        Column("until", said("Đến hết ngày", "Until"), Type.DAY),
    ),
    rows=_lacks,
    page="disclosure:matrix",
)
ALL = (PUBLICATIONS, ACTS, LACKS)
