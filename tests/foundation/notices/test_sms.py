"""A text message fits one message of any telephone."""

import pytest

from kheo.foundation.notices import sms
from kheo.foundation.notices.failures import Undeliverable, Unsent

LINK = "https://kheo.example.vn/phan-anh/SL-26-00412/?khoa=AbC"


def test_marks_go_and_capitals_stay():
    assert sms.written("Phản ánh ĐÈN đường — “hỏng”") == 'Phan anh DEN duong - "hong"'


def test_a_long_message_is_cut_and_its_link_stays_whole():
    text = sms.written(f"{'Đã nhận phản ánh của ông bà. ' * 20}\n{LINK}")

    assert len(text) <= sms.LONGEST
    assert text.startswith("Da nhan phan anh cua ong ba.")
    assert text.endswith(f"... {LINK}")


@pytest.mark.parametrize("length", range(155, 166))
def test_no_message_is_longer_than_one(length):
    assert len(sms.written("a" * length)) == min(length, 160)


@pytest.mark.parametrize("length", range(150, 166))
def test_a_long_link_leaves_no_message_too_long(length):
    link = "https://k.vn/" + "a" * (length - 13)

    assert len(sms.written(f"Đã nhận {link}")) <= 160


@pytest.mark.parametrize("number", ["0912345678", "+84 912-345-678", "(0212) 385 1234"])
def test_numbers_lose_their_spaces(number):
    assert sms.number_of(number).lstrip("+").isdecimal()


@pytest.mark.parametrize("number", ["", "12", "lan@example.vn", "0912345678; rm"])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(Undeliverable):
        sms.number_of(number)


def test_a_file_is_never_overwritten(sms_folder):
    sms.FileBackend().send(number="0912345678", text="Mot", reference="1")

    with pytest.raises(Undeliverable):
        sms.FileBackend().send(number="0912345678", text="Hai", reference="1")

    assert (sms_folder / "1.txt").read_text() == "0912345678\nMot\n"


def test_a_folder_that_cannot_be_written_sends_nothing(sms_folder):
    sms_folder.write_text("")

    with pytest.raises(Unsent):
        sms.FileBackend().send(number="0912345678", text="Mot", reference="1")
