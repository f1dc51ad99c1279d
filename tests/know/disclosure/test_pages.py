"""The pages: a commune's year from empty to complete, what strangers see, what is refused."""

import csv
import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.duties.models import Duty
from kheo.know.disclosure import queries, rules, services
from kheo.know.disclosure.models import Act, Publication
from kheo.know.disclosure.queries import State
from tests import factories
from tests.know.disclosure.cases import commune, content, paper, show

pytestmark = pytest.mark.django_db
ITEM = "du_an_dat_dai_quy_hoach"


def typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def record_url(body, item=ITEM):
    return reverse("disclosure:record", args=[body.pk, "commune_2022", item])


def filled(**fields):
    given = {
        "submission_key": str(uuid.uuid4()),
        "title": "Nội dung công khai",
        "numbered": "15/QĐ-UBND",
        "decided_on": typed(timezone.localdate()),
        "summary": "Đường bản dài 2 km.",
        "publish": "on",
    }
    return given | fields


def acted(**fields):
    given = {
        "submission_key": str(uuid.uuid4()),
        "channel": "niem_yet",
        "place": "Bảng tin trụ sở",
        "since": typed(timezone.localdate()),
        "until": "",
        "done_by": "Lò Văn Cư",
    }
    return given | fields


def published(body, clerk, **fields):
    now = timezone.now()
    made = services.record(
        body=body,
        content=content(decided_on=timezone.localdate(now), **fields),
        submission_key=uuid.uuid4(),
        by=clerk,
        now=now,
    )
    services.publish_here(publication=made, by=clerk, now=now)
    return made


def test_a_whole_year_goes_from_empty_to_complete_by_pages(client):
    unit, body, clerk = commune()
    client.force_login(clerk)
    today = timezone.localdate()
    office = reverse("disclosure:office", args=[unit.pk])
    assert client.get(reverse("disclosure:desk")).headers["Location"] == office
    client.post(
        reverse("disclosure:lack", args=[body.pk]),
        {"channel": "truyen_thanh", "reason": "Xã chưa có đài"},
    )

    for item in rules.book().lists["commune_2022"].items:
        url = record_url(body, item.key)
        assert url in client.get(office).content.decode()
        fields = filled(title=item.short)
        if item.is_periodic:
            period = rules.name_of(item.rhythms[0], rules.of_day("year", today))
            fields["period"] = period
        if item.names_people:
            fields |= {"names_people": "", "public_until": typed(today + timedelta(days=40))}
        answer = client.post(url, fields | {"papers": [paper("quyet-dinh.pdf")]})
        assert answer.status_code == 302, answer.context["form"].errors
        work = answer.headers["Location"]
        made = Publication.objects.latest("pk")
        for channel in item.needs:
            if channel in ("cong_tttt", "truyen_thanh"):
                continue
            show_url = reverse("disclosure:show", args=[made.pk])
            answer = client.post(show_url, acted(channel=channel) | {"proof": [paper()]})
            assert answer.headers["Location"] == work

    found = queries.state_of(unit, today=today)
    assert {one.cell.state for one in found} == {State.DONE}
    assert Duty.objects.filter(kind="disclosure.publish", closed_at__isnull=True).count() == 0
    page = client.get(reverse("disclosure:unit", args=[unit.code])).content.decode()
    # Fourteen boards, and the village heads of items 7 to 12.
    assert page.count("Bảng tin trụ sở") == 14 + 6


def test_a_form_that_is_refused_keeps_what_was_typed_and_says_why_at_its_field(client):
    _unit, body, clerk = commune()
    client.force_login(clerk)

    answer = client.post(
        record_url(body), filled(decided_on=typed(timezone.localdate() + timedelta(days=9)))
    )

    form = answer.context["form"]
    assert form.errors == {"decided_on": ["Ngày văn bản chưa tới. Xin xem lại ngày ban hành."]}
    assert "Đường bản dài 2 km." in answer.content.decode()
    assert not Publication.objects.exists()


def test_old_records_that_name_people_are_entered_too(client):
    _unit, body, clerk = commune()
    client.force_login(clerk)

    for item in rules.book().lists["ordinance_2007"].items:
        page = client.get(reverse("disclosure:record", args=[body.pk, "ordinance_2007", item.key]))
        assert (item.key, page.status_code) == (item.key, 200)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"decided_on": "hôm nọ"}, "decided_on"),
        ({"decided_on": ""}, "decided_on"),
        ({"title": ""}, "title"),
        ({"names_people": "on"}, "public_until"),
        ({"names_people": "on", "public_until": "1/1/2024"}, "public_until"),
    ],
)
def test_content_that_makes_no_sense_is_refused_at_its_field(client, fields, field):
    _unit, body, clerk = commune()
    client.force_login(clerk)

    answer = client.post(record_url(body), filled(**fields))

    assert list(answer.context["form"].errors) == [field]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"until": "1/1/2024"}, "until"),
        ({"until": "31/12/9999"}, "until"),
        ({"since": "1/1/2024"}, "since"),
        ({"since": "1/1/2100"}, "since"),
        ({"since": "32/1/2026"}, "since"),
        ({"channel": "bo_cau"}, "channel"),
        ({"channel": "cong_tttt"}, "place"),
        ({"place": ""}, "place"),
    ],
)
def test_an_act_that_makes_no_sense_is_refused_at_its_field(client, fields, field):
    _unit, body, clerk = commune()
    made = published(body, clerk)
    client.force_login(clerk)

    answer = client.post(reverse("disclosure:show", args=[made.pk]), acted(**fields))

    assert list(answer.context["form"].errors) == [field]
    assert Act.objects.count() == 1


def test_a_double_click_makes_one_content_and_one_act(client):
    _unit, body, clerk = commune()
    client.force_login(clerk)
    fields, act = filled(), acted()

    for _press in range(2):
        client.post(record_url(body), fields)
    made = Publication.objects.get()
    for _press in range(2):
        client.post(reverse("disclosure:show", args=[made.pk]), act)

    assert (made.acts.count(), Duty.objects.count()) == (2, 1)


def test_an_unknown_item_is_not_found(client):
    _unit, body, clerk = commune()
    client.force_login(clerk)

    assert client.get(record_url(body, "khong_co")).status_code == 404


def test_a_stranger_of_another_commune_opens_and_changes_nothing(client):
    unit, body, clerk = commune()
    made = published(body, clerk)
    act = show(made, clerk, now=timezone.now(), since=timezone.localdate())
    _other, _office, stranger = commune("Mường La")
    client.force_login(stranger)

    for name, pk in (
        ("office", unit.pk), ("work", made.pk), ("describe", made.pk), ("show", made.pk),
        ("prove", act.pk), ("correct", act.pk), ("withdraw_act", act.pk),
    ):  # fmt: skip
        assert client.get(reverse(f"disclosure:{name}", args=[pk])).status_code == 403
    for name, pk in (("publish", made.pk), ("withdraw", made.pk), ("lack", body.pk)):
        answer = client.post(reverse(f"disclosure:{name}", args=[pk]), {"reason": "x"})
        assert answer.status_code == 403
    assert client.get(record_url(body)).status_code == 403
    assert client.get(act.proof.get().url).status_code == 404


def test_proof_comes_later_and_a_wrong_act_is_corrected_and_withdrawn_by_pages(client):
    _unit, body, clerk = commune()
    made = published(body, clerk)
    client.force_login(clerk)
    work = reverse("disclosure:work", args=[made.pk])
    client.post(reverse("disclosure:show", args=[made.pk]), acted())
    act = made.acts.get(is_ours=False)
    assert "chưa có bằng chứng" in client.get(work).content.decode()

    client.post(reverse("disclosure:prove", args=[act.pk]), {"proof": [paper()]})
    made.refresh_from_db()
    assert made.completed_on is not None
    client.post(
        reverse("disclosure:correct", args=[act.pk]),
        acted(place="Nhà văn hóa bản Phày", reason="Ghi nhầm nơi"),
    )
    right = Act.objects.get(corrects=act)
    client.post(reverse("disclosure:withdraw_act", args=[right.pk]), {"reason": "Đã bị gỡ"})

    made.refresh_from_db()
    assert made.completed_on is None
    assert "Ghi nhầm nơi" in client.get(work).content.decode()


def test_withdrawing_asks_for_the_reason_and_tells_it(client):
    unit, body, clerk = commune()
    made = published(body, clerk)
    client.force_login(clerk)
    url = reverse("disclosure:withdraw", args=[made.pk])
    assert client.post(url, {"reason": ""}).context["reason_form"].errors.keys() == {"reason"}

    client.post(url, {"reason": "Đăng nhầm văn bản"})

    client.logout()
    page = client.get(reverse("disclosure:publication", args=[unit.code, made.pk]))
    assert "Đăng nhầm văn bản" in page.content.decode()


def test_strangers_see_what_is_there_where_until_when_and_what_is_not(client):
    unit, body, clerk = commune()
    made = published(body, clerk)
    show(made, clerk, now=timezone.now(), since=timezone.localdate())

    page = client.get(reverse("disclosure:unit", args=[unit.code]))

    words = page.content.decode()
    assert page.headers["Cache-Control"] == "public, max-age=0, s-maxage=5"
    assert "Bảng tin trụ sở UBND xã" in words
    assert "Lò Văn Cư" in words
    assert words.count("Chưa công khai") == 6
    assert reverse("petitions:inform") in words


def test_what_waits_for_its_first_showing_is_not_named_to_strangers(client):
    unit, body, clerk = commune()
    now = timezone.now()
    made = services.record(
        body=body,
        content=content(decided_on=timezone.localdate(now), title="Quyết định chưa ai biết"),
        submission_key=uuid.uuid4(),
        by=clerk,
        now=now,
    )

    for url in (
        reverse("disclosure:unit", args=[unit.code]),
        reverse("disclosure:item", args=[unit.code, ITEM]),
    ):
        words = client.get(url).content.decode()
        assert "Một nội dung đang chờ công khai" in words
        assert "Quyết định chưa ai biết" not in words
    url = reverse("disclosure:publication", args=[unit.code, made.pk])
    assert client.get(url).status_code == 404


def test_the_page_of_a_unit_asks_no_more_for_more(client, django_assert_num_queries):
    unit, body, clerk = commune()
    published(body, clerk)
    url = reverse("disclosure:unit", args=[unit.code])

    client.get(url)
    with django_assert_num_queries(5):
        client.get(url + "?1")
    for _more in range(2):
        published(body, clerk)
    with django_assert_num_queries(5):
        client.get(url + "?2")


def test_asking_for_information_begins_with_the_words_of_the_item(client):
    unit, _body, _clerk = commune()
    page = client.get(reverse("disclosure:item", args=[unit.code, "ngan_sach"]))

    form = client.get(page.context["ask_url"]).context["form"]

    assert form["commune"].value() == unit.full_name
    assert form["text"].value().startswith("Dự toán trình HĐND")


def test_a_unit_that_ended_keeps_its_page(client):
    unit, body, clerk = commune()
    published(body, clerk)
    unit.valid_to = date(2025, 6, 30)
    unit.save(update_fields=["valid_to"])

    page = client.get(reverse("disclosure:unit", args=[unit.code]))

    assert "thôi hoạt động từ sau ngày" in page.content.decode()
    assert "Dự án đường bản" in page.content.decode()


def test_the_matrix_is_a_table_with_words_filtered_and_sorted(client):
    factories.province()
    unit, body, clerk = commune("Ngọc Chiến")
    commune("Mường La")
    made = published(body, clerk)
    show(made, clerk, now=timezone.now(), since=timezone.localdate())
    url = reverse("disclosure:matrix")

    page = client.get(url)
    only = client.get(url, {"tinh_trang": "done", "noi_dung": ITEM})
    least = client.get(url, {"xep": "thieu", "nam": "2090", "noi_dung": "khong-co"})

    assert [row.unit.name for row, _cells in page.context["rows"]] == ["Mường La", "Ngọc Chiến"]
    assert [row.unit.name for row, _cells in only.context["rows"]] == ["Ngọc Chiến"]
    assert [item.key for item in only.context["items"]] == [ITEM]
    assert least.status_code == 200
    assert reverse("disclosure:item", args=[unit.code, ITEM]) in page.content.decode()


def test_the_sheet_of_the_matrix_says_the_same(client):
    factories.province()
    unit, _body, _clerk = commune()

    sheet = b"".join(client.get(reverse("disclosure:matrix_sheet")).streaming_content).decode()

    head, row = csv.reader(sheet.splitlines())
    assert (len(head), len(row), head[2]) == (17, 17, "1. Kế hoạch kinh tế - xã hội")
    assert row[:3] == [unit.code, "xã Ngọc Chiến", "Chưa công khai"]


def test_history_shows_what_has_ended(client):
    unit, body, clerk = commune()
    now, today = timezone.now(), timezone.localdate()
    made = services.record(
        body=body,
        content=content(decided_on=today - timedelta(days=60), title="Đã niêm yết xong"),
        submission_key=uuid.uuid4(),
        by=clerk,
        now=now,
    )
    show(made, clerk, now=now, since=today - timedelta(days=50), until=today - timedelta(days=5))

    page = client.get(reverse("disclosure:history", args=[unit.code])).content.decode()

    assert "Đã niêm yết xong" in page


def test_a_lack_is_read_by_everybody_and_ended_by_its_officer(client):
    unit, body, clerk = commune()
    client.force_login(clerk)
    client.post(
        reverse("disclosure:lack", args=[body.pk]),
        {"channel": "truyen_thanh", "reason": "Chưa có đài"},
    )
    public = reverse("disclosure:unit", args=[unit.code])
    assert "Chưa có đài" in client.get(public).content.decode()

    client.post(reverse("disclosure:end_lack", args=[body.lacked_channels.get().pk]))

    assert "Chưa có đài" not in client.get(public).content.decode()


def test_files_are_read_by_strangers_only_while_the_content_is_here(client):
    unit, body, clerk = commune()
    client.force_login(clerk)
    client.post(record_url(body), filled(papers=[paper("quyet-dinh.pdf")]))
    made = Publication.objects.get()
    client.logout()
    url = made.files.get().url
    assert client.get(url).status_code == 200

    services.withdraw(publication=made, reason="Nhầm", by=clerk, now=timezone.now())

    assert client.get(url).status_code == 404
    assert unit.publications.count() == 1


def test_somebody_without_a_post_is_refused(client):
    client.force_login(factories.citizen())

    assert client.get(reverse("disclosure:desk")).status_code == 403
