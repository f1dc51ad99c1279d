"""Words of data are said in the language of the page, in Vietnamese where nobody chose."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from kheo.foundation import tongues


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "xã"), ("en", "commune"), ("en-gb", "commune")]
)
def test_words_are_said_in_the_language_of_the_page(language, said):
    with translation.override(language):
        assert tongues.pick("xã", "commune") == said


def test_where_nobody_has_chosen_it_is_vietnamese():
    with translation.override(None):
        assert tongues.current() == "vi"


def test_a_sentence_is_said_when_it_is_read_not_when_it_is_made():
    sentence = tongues.Sentence("xã", "commune")

    with translation.override("en"):
        assert str(sentence) == "commune"
    with translation.override("vi"):
        assert str(sentence) == "xã"


def test_a_sentence_without_words_is_none():
    assert not tongues.Sentence("", "")


def test_what_is_kept_is_written_in_the_language_of_the_records():
    with translation.override("en"):
        assert tongues.kept(gettext_lazy("Đã thụ lý khiếu nại.")) == "Đã thụ lý khiếu nại."


def test_facts_stand_in_what_is_kept():
    sentence = gettext_lazy("Đã gửi quyết định ngày %(day)s.")

    assert tongues.kept(sentence, day="02/3/2026") == "Đã gửi quyết định ngày 02/3/2026."
