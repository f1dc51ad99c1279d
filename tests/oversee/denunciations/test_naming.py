"""A person named in a case is found in every spelling of the name."""

import pytest

from kheo.oversee.denunciations.naming import is_named

TITLES = ["Chủ tịch UBND xã Ngọc Chiến"]


@pytest.mark.parametrize(
    "text",
    [
        "Ông Lò Văn Hoà đã nhận tiền",
        "ong lo van hoa da nhan tien",
        "LÒ VĂN HÒA",
        "đồng chí Lò  Văn\nHoà, văn thư",
        "gửi cho (Lò Văn Hòa).",
        "Chủ tịch UBND xã Ngọc Chiến đã ký",
    ],
)
def test_the_name_is_found_however_it_is_written(text):
    assert is_named(["Lò Văn Hòa"], TITLES, [text])


@pytest.mark.parametrize(
    "text", ["Ông Lò Văn Hoan", "Lò Hoà", "văn hoá xã", "Chủ tịch UBND xã Mường Bú", ""]
)
def test_another_name_is_not(text):
    assert not is_named(["Lò Văn Hòa"], TITLES, [text])


def test_a_form_of_address_is_no_part_of_a_name():
    assert is_named(["Ông Lò Văn Hòa"], [], ["Lò Văn Hòa"])


def test_a_single_word_and_a_short_title_name_nobody():
    assert not is_named(["Hòa", ""], ["Văn thư"], ["Hòa, văn thư của xã"])
