"""Words are kept composed and clean, and refused in Vietnamese."""

import pytest
from django.core.exceptions import ValidationError

from kheo.foundation.fields.words import Words


def test_words_are_composed_and_lose_what_nobody_sees():
    assert Words().clean("  Ngo\u0323c\u200b Chie\u0302\u0301n ") == "Ngọc Chiến"


@pytest.mark.parametrize(
    ("typed", "said"),
    [(" \u200b ", "Xin viết lý do."), ("x" * 6, "Dài quá: 6 chữ và dấu, chỉ nhận 5.")],
)
def test_what_is_wrong_with_words_is_said_in_vietnamese(typed, said):
    with pytest.raises(ValidationError) as refused:
        Words(missing="Xin viết lý do.", max_length=5).clean(typed)

    assert refused.value.messages == [said]


def test_words_of_several_lines_have_a_box_and_keep_the_lines():
    field = Words(lines=3, required=False)

    assert field.widget.attrs["rows"] == 3
    assert field.clean("một\r\nhai") == "một\nhai"
