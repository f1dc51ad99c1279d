"""One content makes three papers: for the board, the loudspeaker and the telephone."""

import re
import subprocess
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kheo.foundation.vietnamese import short_messages
from kheo.know.disclosure import papers, queries, rules
from kheo.know.disclosure.templatetags.disclosure_papers import minutes
from tests.know.disclosure import cases
from tests.know.disclosure.test_naming import listed, signed_in, words

pytestmark = pytest.mark.django_db
SUMMARY = "Thu 1.683 hộ, mức 50.000 đồng/hộ từ 30/11/2026.\nNộp tại nhà văn hóa."


@pytest.fixture
def place():
    return cases.commune()


@pytest.fixture
def publication(place):
    return cases.record(place[1], place[2], title="Mức thu phí vệ sinh năm 2026", summary=SUMMARY)


def sheet(publication, **fields):
    fields = {"person": "Lò Văn Cư", "today": cases.TODAY, **fields}
    return papers.board(publication, queries.people_of(publication), **fields)


def test_the_board_says_what_who_and_from_when_to_when(publication):
    made = sheet(publication)
    listing = rules.book().lists["commune_2022"]

    assert made.body == "ỦY BAN NHÂN DÂN XÃ\u00a0NGỌC\u00a0CHIẾN"
    assert made.subject == "Về việc công khai: Mức thu phí vệ sinh năm 2026"
    assert "Nộp tại nhà văn hóa." in made.lines
    assert made.until == listing.advised_day("niem_yet", cases.TODAY)
    assert f"{made.until:%d/%m/%Y}" in made.posted and "Lò Văn Cư" in made.person
    assert made.link.endswith(f"/cong-khai/t/{publication.pk}/")


def test_a_list_hangs_no_longer_than_its_last_day(place):
    last = cases.TODAY + timedelta(days=21)
    made = sheet(listed(place, last=last))

    assert made.until == last
    assert [person.name for person in made.people] == ["Lò Văn Năm", "Quàng Thị Mai"]


def test_a_content_without_words_leaves_out_the_lines_it_cannot_fill(place):
    made = sheet(cases.record(place[1], place[2], numbered=""))

    assert not any("{" in line or "Văn bản" in line for line in made.lines)


def test_the_loudspeaker_says_no_digit_and_reads_for_as_many_days_as_the_rule(publication):
    made = papers.loud(publication, count=0, today=cases.TODAY)

    assert not re.search(r"\d", made.text)
    assert "một nghìn sáu trăm tám mươi ba hộ" in made.text
    assert "Ủy ban nhân dân xã Ngọc Chiến" in made.text
    assert made.days >= 3
    assert made.seconds > 30


def test_the_loudspeaker_counts_people_and_names_nobody(place):
    made = papers.loud(listed(place), count=2, today=cases.TODAY)

    assert "Danh sách có hai người" in made.text
    assert "Lò Văn" not in made.text


@pytest.mark.parametrize("marks", [True, False])
def test_the_message_is_one_and_ends_with_the_short_address(publication, marks):
    publication.title = publication.title * 3
    made = papers.message(publication, marks=marks)

    assert made.startswith("Công khai: Mức" if marks else "Cong khai: Muc")
    assert made.endswith(papers.link(publication))
    assert short_messages.size(made).parts == 1
    assert short_messages.is_plain(made) is not marks or len(papers.link(publication)) > 60


def test_a_changed_word_changes_all_three(publication):
    before = str(sheet(publication)), papers.loud(publication, count=0, today=cases.TODAY).text
    message = papers.message(publication, marks=False)
    publication.title = "Mức thu mới"

    assert str(sheet(publication)) != before[0]
    assert papers.loud(publication, count=0, today=cases.TODAY).text != before[1]
    assert papers.message(publication, marks=False) != message


def test_the_sheet_is_printed_with_every_vietnamese_letter(place, tmp_path):
    path = tmp_path / "board.pdf"
    path.write_bytes(papers.board_pdf(sheet(listed(place, summary=SUMMARY))))

    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "THÔNG BÁO" in text and "Quàng Thị Mai" in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text


def test_the_pages_open_to_officers_and_the_short_address_to_everybody(publication, place):
    desk = signed_in(place[2])
    base = f"/cong-khai/lam-viec/noi-dung/{publication.pk}/giay/"

    page = words(desk.get(base))
    assert "Bài phát loa" in page and "160 ký tự, 1 tin" in page
    assert "Size(" not in page
    assert desk.get(f"{base}niem-yet/").status_code == 200
    assert desk.get(f"{base}niem-yet.pdf")["Content-Type"] == "application/pdf"
    assert (
        Client()
        .get(f"/cong-khai/t/{publication.pk}/")["Location"]
        .endswith(publication.get_absolute_url())
    )
    stranger = signed_in(cases.commune("Mường Bú")[2])
    for part in ("", "niem-yet/", "niem-yet.pdf", "loa/"):
        assert stranger.get(f"{base}{part}").status_code == 403
        assert Client().get(f"{base}{part}")["Location"].startswith("/tai-khoan/")


def test_the_officer_changes_what_is_read_and_sees_how_long_it_takes(publication, place):
    address = f"/cong-khai/lam-viec/noi-dung/{publication.pk}/giay/loa/"
    desk = signed_in(place[2])

    made = words(desk.post(address, {"text": "Kính thưa bà con! " * 20}))

    assert "In bài đọc" in made and "29 giây" in made
    assert "Xin để lại ít nhất một câu" in words(desk.post(address, {"text": " "}))


def test_a_list_that_ended_is_printed_without_its_names(place):
    now = timezone.now()
    made = listed(place, now=now, decided_on=now.date(), last=timezone.localdate(now))
    desk = signed_in(place[2])
    type(made).objects.filter(pk=made.pk).update(closed_at=now)

    page = words(desk.get(f"/cong-khai/lam-viec/noi-dung/{made.pk}/giay/niem-yet/"))

    assert "Lò Văn Năm" not in page


@pytest.mark.parametrize(
    ("seconds", "said"), [(5, "5 giây"), (120, "2 phút"), (95, "1 phút 35 giây")]
)
def test_a_length_is_said_in_minutes_and_seconds(seconds, said):
    assert minutes(seconds) == said
