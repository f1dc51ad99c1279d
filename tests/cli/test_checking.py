"""`kheo check`: what it prints and how it ends."""

import json

import pytest

from kheo.cli import main

WRONG = "Báo cáo.\nCả huyện mở 45 lớp (trong đó 5 lớp cấp tỉnh; 10 lớp cấp huyện; 20 lớp cấp xã).\n"
RIGHT = "Có 12/16 xã đạt chuẩn, đạt 75%.\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "sai.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "dung.txt").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def test_a_wrong_sum_is_shown_with_file_line_and_arithmetic(files, capsys):
    assert main(["check", str(files / "sai.txt")]) == 1
    said = capsys.readouterr().out
    assert f"{files / 'sai.txt'}:2: [SAI] 45 lớp" in said
    assert "5 + 10 + 20 = 35" in said
    assert "1 chỗ sai" in said


def test_a_right_text_ends_well(files, capsys):
    assert main(["check", str(files / "dung.txt")]) == 0
    assert "0 chỗ sai" in capsys.readouterr().out


def test_json_has_exactly_the_keys_of_its_kind(files, capsys):
    assert main(["check", "--json", str(files / "sai.txt"), str(files / "dung.txt")]) == 1
    one, other = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    shared = {"file", "kind", "start", "end", "computed", "verdict", "why"}
    assert set(one) == shared | {"total", "parts"}
    assert set(other) == shared | {"numerator", "denominator", "stated_percent"}
    assert (one["file"], one["total"], one["parts"]) == ("sai.txt", 45, [5, 10, 20])
    assert WRONG[one["start"] :].startswith("45 lớp")
    assert other["verdict"] == "consistent"


def test_an_unreadable_file_is_said_and_the_others_are_checked(files, capsys):
    missing = files / "khong-co.txt"
    assert main(["check", str(missing), str(files / "dung.txt")]) == 2
    said = capsys.readouterr()
    assert "không có tệp này" in said.err
    assert "0 chỗ sai" in said.out
