"""An auditor reads what was done in their territory, and nobody else does."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kheo.foundation.log import services as log
from tests import factories
from tests.factories import MONDAY
from tests.oversee.petitions.cases import received

pytestmark = pytest.mark.django_db
VI = {"headers": {"accept-language": "vi"}}


@pytest.fixture
def commune():
    return factories.unit()


@pytest.fixture
def auditor(commune):
    return factories.officer(commune, "auditor")


@pytest.fixture
def desk(client, auditor):
    client.force_login(auditor)
    return client


def write(number, *, unit, action="duty.extended", minutes=0, by="", **detail):
    return log.record(
        action=action,
        on=f"test:{number}",
        by=by,
        at=MONDAY + timedelta(minutes=minutes),
        unit_code=unit.code if unit else "",
        detail=detail,
    )


def read(client, **asked):
    return client.get(reverse("workspace:log"), asked, **VI)


def lines(response):
    return [line.entry.subject for line in response.context["page"].lines]


def text(response):
    return response.content.decode()


def test_a_stranger_is_sent_to_sign_in(client):
    assert read(client).headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", ["head", "handler", "clerk", "admin", "front"])
def test_other_officers_may_not_read_the_log(client, commune, role):
    client.force_login(factories.officer(commune, role))

    assert read(client).status_code == 403


def test_only_auditors_find_it_in_the_menu(client, commune, auditor):
    address = f'href="{reverse("workspace:log")}"'
    client.force_login(auditor)
    assert address in text(client.get(reverse("workspace:mine")))

    client.force_login(factories.officer(commune, "head"))
    assert address not in text(client.get(reverse("workspace:mine")))


def test_the_newest_comes_first_however_late_it_was_written(desk, commune):
    write(1, unit=commune, minutes=1)
    write(3, unit=commune, minutes=3)
    write(2, unit=commune, minutes=2)

    assert lines(read(desk)) == ["test:3", "test:2", "test:1"]


def test_a_line_says_when_who_what_where_and_with_which_facts(desk, commune):
    head = factories.user("chutich", full_name="Lò Thị Hoa")
    write(1, unit=commune, by=head.username, was_due_on="2026-03-23", moved_by=["mưa", None])

    seen = text(read(desk))

    for word in ("08:00 ngày 02/03/2026", "Lò Thị Hoa", "chutich", "Gia hạn", "xã Ngọc Chiến"):
        assert word in seen
    assert "hạn trước đó: 2026-03-23" in seen
    assert "moved_by: mưa, " in seen


def test_what_no_table_names_is_shown_by_its_key(desk, commune):
    write(1, unit=commune, action="ballot.counted", by="may-chu")

    seen = text(read(desk))

    assert "ballot.counted" in seen
    assert "may-chu" in seen
    assert "test 1" in seen


def test_a_line_says_when_it_was_sealed_or_that_it_waits(desk, commune):
    write(1, unit=commune)
    log.seal(now=MONDAY + timedelta(hours=1))
    write(2, unit=commune, minutes=1)

    page = read(desk)

    first, second = page.context["page"].lines
    assert first.sealed_at is None
    assert second.sealed_at == MONDAY + timedelta(hours=1)
    assert text(page).count("chờ niêm phong") == 1
    assert "09:00 ngày 02/03/2026" in text(page)


# --- Territory --------------------------------------------------------------------------------


def test_another_commune_and_what_has_no_unit_stay_out(desk, commune):
    write(1, unit=commune)
    write(2, unit=factories.unit("Mường La"))
    write(3, unit=None)

    assert lines(read(desk)) == ["test:1"]


def test_the_auditor_of_the_province_reads_all_of_it(client, commune):
    village = factories.unit("Nà Tâu", level="village", parent=commune)
    for number, unit in enumerate((village, commune, commune.parent, None)):
        write(number, unit=unit, minutes=-number)
    client.force_login(factories.officer(commune.parent, "auditor"))

    assert lines(read(client)) == ["test:0", "test:1", "test:2", "test:3"]


def test_what_a_commune_was_made_of_belongs_to_its_auditor(desk, commune):
    oldest, older = factories.unit("Nậm Khắt cũ"), factories.unit("Nậm Khắt")
    factories.succession(oldest, older, date(2020, 1, 1))
    factories.succession(older, commune, date(2025, 7, 1))
    write(1, unit=oldest)
    write(2, unit=older, minutes=1)

    assert lines(read(desk)) == ["test:2", "test:1"]


def test_a_place_is_named_as_on_the_day(desk, commune):
    commune.valid_from = date(2026, 7, 1)
    commune.save()
    old = factories.unit(
        "Ngọc Chiến cũ", code=commune.code, valid_to=date(2026, 6, 30), parent=commune
    )
    write(1, unit=old)
    write(2, unit=commune, minutes=60 * 24 * 200)

    assert [line.unit for line in read(desk).context["page"].lines] == [
        "xã Ngọc Chiến",
        "xã Ngọc Chiến cũ",
    ]


# --- Looking for something --------------------------------------------------------------------


def test_one_record_is_found_by_its_subject(desk, commune):
    write(1, unit=commune)
    write(2, unit=commune)

    assert lines(read(desk, viec="test:1")) == ["test:1"]


def test_a_petition_is_found_by_its_code_typed_anyhow(client):
    petition = received()
    received(petition.unit, text="Việc khác hẳn, ở chỗ khác.")
    client.force_login(factories.officer(petition.unit, "auditor"))

    page = read(client, viec=petition.code.lower().replace("-", " "))

    assert set(lines(page)) == {petition.subject}
    assert f">{petition.code}</a>" in text(page)
    assert reverse("workspace:duty", args=[petition.duty_id]) in text(page)


def test_an_unknown_code_is_said_and_kept(desk, commune):
    write(1, unit=commune)

    page = read(desk, viec="XX-1")

    assert "Không có hồ sơ nào mang mã này" in text(page)
    assert 'value="XX-1"' in text(page)
    assert lines(page) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("duty.", ["test:2", "test:1"]),
        ("duty.assigned", ["test:2"]),
        ("ballot.counted", ["test:3"]),
    ],
)
def test_acts_are_found_by_the_beginning_of_their_key(desk, commune, asked, found):
    write(1, unit=commune)
    write(2, unit=commune, action="duty.assigned", minutes=1)
    write(3, unit=commune, action="ballot.counted", minutes=2)

    page = read(desk, loai=asked)

    assert lines(page) == found
    assert f'value="{asked}" selected' in text(page)


def test_a_day_is_found_as_people_write_it(desk, commune):
    write(1, unit=commune)
    write(2, unit=commune, minutes=60 * 24)

    assert lines(read(desk, ngay="2/3/2026")) == ["test:1"]
    assert "không có trong lịch" in text(read(desk, ngay="30/2/2026"))


@pytest.mark.parametrize("asked", [{"loai": "<b>"}, {"viec": "x" * 200}, {"ngay": "mai"}])
def test_senseless_questions_find_nothing_and_break_nothing(desk, commune, asked):
    write(1, unit=commune)

    page = read(desk, **asked)

    assert page.status_code == 200
    assert lines(page) == []


def test_a_search_without_a_result_says_so(desk):
    assert "Không có mục nào" in text(read(desk, ngay="2/3/2026"))


# --- Pages ------------------------------------------------------------------------------------


def test_the_next_page_begins_where_the_first_ended(desk, commune):
    for number in range(26):
        write(number, unit=commune, minutes=number // 2)

    first = read(desk, loai="duty.")
    second = read(desk, loai="duty.", sau=first.context["page"].next)

    assert lines(first) == [f"test:{number}" for number in range(25, 0, -1)]
    assert lines(second) == ["test:0"]
    assert second.context["page"].next == ""
    assert "loai=duty." in text(first).replace("&amp;", "&")


@pytest.mark.parametrize(
    "cursor", ["x", "~", "2026-02-31T00:00:00+00:00~1", "2026-03-02T08:00:00~1", "9" * 5000]
)
def test_a_senseless_cursor_is_the_first_page(desk, commune, cursor):
    write(1, unit=commune)

    assert lines(read(desk, sau=cursor)) == ["test:1"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_log(
    desk, commune, rows, django_assert_num_queries
):
    for number in range(rows):
        write(number, unit=commune, by=factories.user().username)
        log.record(
            action="petition.rated", on=f"petition:{number}", at=MONDAY, unit_code=commune.code
        )
        log.seal(now=MONDAY)
    read(desk)

    with django_assert_num_queries(10):
        read(desk)
