"""A phone number is taken as people write it and kept as digits."""

import pytest
from django.core.exceptions import ValidationError

from kheo.foundation.fields.contact import Email, Phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("0084-912-345-678", "0912345678"),
        ("(0212) 3 852 345", "02123852345"),
        ("", ""),
    ],
)
def test_a_number_is_kept_as_digits(typed, kept):
    assert Phone(required=False).clean(typed) == kept


@pytest.mark.parametrize("typed", ["912345678", "09123", "0912 345 678 901", "gọi cho Lan"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError, match="Số điện thoại chưa đúng"):
        Phone().clean(typed)


def test_an_address_of_mail_may_be_left_out_but_not_be_wrong():
    assert Email().clean("") == ""
    with pytest.raises(ValidationError, match="Địa chỉ thư chưa đúng"):
        Email().clean("lan@")
