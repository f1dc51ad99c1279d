"""A name that somebody typed never reaches a path or a header as it is."""

import pytest
from django.core.exceptions import SuspiciousFileOperation

from kheo.foundation.documents import allowed, names, storage

JPEG = allowed.BY_MEDIA_TYPE["image/jpeg"]


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("đường sạt.JPG", "đường sạt.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\Lan\\anh.png.exe", "anh.png.exe.jpg"),
        ("", "tep.jpg"),
        ('a"b\r\nX: y.jpg', "a b X y.jpg"),
        ("x" * 300 + ".jpg", "x" * 100 + ".jpg"),
        ("a\u202egpj.exe", "agpj.exe.jpg"),
    ],
)
def test_names_are_made_safe(typed, safe):
    assert names.safe(typed, JPEG) == safe


def test_a_path_out_of_the_storage_is_refused():
    with pytest.raises(SuspiciousFileOperation):
        storage.absolute("../secret_key")
