"""The page that checks a text: what goes in, what comes back, what is refused."""

import io
import zipfile

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kheo.insight.checks import access

pytestmark = pytest.mark.django_db

WRONG = "Cả huyện mở 45 lớp (trong đó 5 lớp cấp tỉnh; 10 lớp cấp huyện; 20 lớp cấp xã)."


@pytest.fixture(autouse=True)
def fresh_rates():
    cache.clear()


def send(client, **fields):
    return client.post(reverse("checks:check"), fields)


def test_a_text_comes_back_with_its_wrong_sum_first_and_marked(client):
    page = send(client, van_ban=f"Có 12/16 xã, đạt 75%. {WRONG}").content.decode()
    assert "45 nhưng các phần cộng lại là 5 + 10 + 20 = 35" in page
    assert page.index("kh-audit-wrong") < page.index("kh-mark-consistent")
    assert 'class="kh-mark-inconsistent"' in page


def test_words_of_strangers_are_shown_as_words(client):
    page = send(client, van_ban=f"<script>alert(1)</script> {WRONG}").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_an_empty_form_says_what_is_missing(client):
    assert "Chưa có văn bản nào để soát" in send(client, van_ban=" ").content.decode()


def test_what_was_typed_is_still_there_after_a_refused_file(client):
    bad = SimpleUploadedFile("ban-chup.pdf", b"%PDF-1.7 nothing more")
    page = send(client, van_ban=WRONG, tep=bad).content.decode()
    assert "Tệp PDF hỏng" in page
    assert "Cả huyện mở 45 lớp" in page


def test_a_word_file_is_read(client):
    words = SimpleUploadedFile("bao-cao.docx", word_file(WRONG))
    assert "= 35" in send(client, tep=words).content.decode()


def test_a_text_without_figures_says_so(client):
    assert "Không có số liệu nào" in send(client, van_ban="Xin chào bà con.").content.decode()


def test_one_place_may_not_ask_without_end(client):
    for _ in range(access.FROM_ONE_PLACE):
        cache_key = access.may_check(request_from("113.160.1.2"))
        assert cache_key
    assert not access.may_check(request_from("113.160.1.2"))
    assert access.may_check(request_from("113.160.1.3"))


def test_the_page_hangs_under_its_verb(client):
    assert reverse("checks:check") == "/soat-so-lieu/"
    assert "Soát số liệu" in client.get("/").content.decode()


def request_from(address):
    from_there = type("Asked", (), {"META": {"REMOTE_ADDR": address}})
    return from_there()


def word_file(*paragraphs):
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
    return stream.getvalue()
