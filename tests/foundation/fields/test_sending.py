"""One form sent twice is one sending; a program that fills everything is refused."""

import uuid

import pytest
from django import forms
from django.core.exceptions import ValidationError

from kheo.foundation.fields.sending import KeyedForm, SubmissionKey, Website, new_key


class Question(KeyedForm):
    ids = "question_%s"
    text = forms.CharField()


def sent(**data):
    form = Question({"text": "Đèn hỏng", **data})
    form.is_valid()
    return form


def test_a_form_gets_its_key_when_it_is_shown():
    assert uuid.UUID(Question()["submission_key"].value())
    assert Question()["submission_key"].value() != Question()["submission_key"].value()


def test_the_same_form_with_the_same_words_has_one_key_and_other_words_another():
    key = new_key()

    assert sent(submission_key=key).key() == sent(submission_key=key).key()
    assert sent(submission_key=key, text="Đường hỏng").key() != sent(submission_key=key).key()
    assert sent(submission_key=key).draft == uuid.UUID(key)


def test_a_form_without_a_key_gets_one_and_a_broken_one_is_refused():
    assert sent().draft is not None
    broken = sent(submission_key="abc")
    assert broken.errors == {"submission_key": ["Trang này đã hỏng, xin tải lại."]}
    assert broken.draft is None


def test_a_key_that_must_be_there_is_asked_for():
    with pytest.raises(ValidationError, match="Trang này đã hỏng"):
        SubmissionKey().clean("")


def test_what_only_programs_fill_in_stays_empty():
    assert Website().clean("") == ""
    with pytest.raises(ValidationError, match="Xin xóa chữ trong ô này"):
        Website().clean("https://example.vn")


def test_forms_of_one_page_do_not_share_names():
    assert Question()["text"].auto_id == "question_text"
    assert Question(auto_id="other_%s")["text"].auto_id == "other_text"
