"""One box finds news and answers, and every odd question gets a sentence."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
VI = {"headers": {"accept-language": "vi"}}


def found(client, asked):
    page = client.get(reverse("lookup:search"), {"q": asked}, **VI)
    assert page.status_code == 200
    return page.content.decode()


def test_nothing_is_searched_before_something_is_asked(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get(reverse("lookup:search"), **VI)

    assert "kh-error" not in page.content.decode()


def test_words_that_are_nowhere_lead_to_sending(client):
    page = found(client, "khong o dau ca")

    assert "Không thấy gì với những chữ này" in page
    assert reverse("petitions:new") in page


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("", "Gõ một vài chữ rồi bấm Tìm."),
        ("   ", "Gõ một vài chữ rồi bấm Tìm."),
        ("a" * 201, "Câu tìm dài quá 200 chữ"),
        ("a" * 100_000, "Câu tìm dài quá 200 chữ"),
        ("du\x00ong", "Trong câu tìm có ký tự lạ."),
    ],
)
def test_a_question_that_cannot_be_asked_says_why_beside_the_box(client, asked, answer):
    page = found(client, asked)

    assert answer in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize(
    "asked", ["'", "&|!:*()", "<script>", "đường 🚧", "\u0111\u01a1\u0300", "%"]
)
def test_odd_questions_are_asked_as_words(client, asked):
    page = found(client, asked)

    assert "<script>alert" not in page
    assert 'value="<script>"' not in page
