"""A refusal says its own sentence, or the one it was raised with."""

from kheo.foundation.refusals import Refusal


class TooLate(Refusal):
    sentence = "Đã quá hạn."


def test_a_refusal_says_its_own_sentence_unless_another_is_given():
    assert str(TooLate()) == "Đã quá hạn."
    assert str(TooLate("Đã quá hạn ba ngày.")) == "Đã quá hạn ba ngày."
