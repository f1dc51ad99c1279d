"""A refusal says its own sentence, or the one it was raised with."""

import pytest

from kheo.foundation.refusals import Refusal, said


class TooLate(Refusal):
    sentence = "Đã quá hạn."


def test_a_refusal_says_its_own_sentence_unless_another_is_given():
    assert str(TooLate()) == "Đã quá hạn."
    assert str(TooLate("Đã quá hạn ba ngày.")) == "Đã quá hạn ba ngày."


def test_words_that_were_given_are_returned_fit_to_keep():
    assert said("  Đường hỏng\u200b.\r\n", TooLate) == "Đường hỏng."


@pytest.mark.parametrize("typed", ["", " \n\t", "\u200b\u00ad", "\u00a0"])
def test_words_that_nobody_can_see_are_refused(typed):
    with pytest.raises(TooLate):
        said(typed, TooLate)
