"""A table is read back line by line, in Vietnamese, and carries out nothing."""

import csv
from io import StringIO

import pytest

from kheo.foundation import sheets


def read(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def test_every_line_is_read_back_however_many_there_are():
    lines = [["Số", "Nơi"], *([n, "Mường La"] for n in range(sheets.LINES_AT_ONCE + 1))]

    rows = read(sheets.download("so.csv", lines))

    assert len(rows) == sheets.LINES_AT_ONCE + 2
    assert (rows[0], rows[-1]) == (["Số", "Nơi"], [str(sheets.LINES_AT_ONCE), "Mường La"])


def test_a_spreadsheet_is_told_the_name_and_that_it_is_unicode():
    response = sheets.download("so.csv", [["Số"]])

    assert response["Content-Disposition"] == 'attachment; filename="so.csv"'
    assert b"".join(response.streaming_content).startswith("\ufeff".encode())


@pytest.mark.parametrize("typed", ["=1+1", "+84", "-1", "@a", "\t=1"])
def test_a_cell_is_never_carried_out(typed):
    assert read(sheets.download("so.csv", [[typed]])) == [[f"'{typed}"]]


def test_nothing_is_an_empty_cell():
    assert read(sheets.download("so.csv", [[None, "a"]])) == [["", "a"]]


def test_lines_are_not_read_before_they_are_sent():
    read_so_far = []

    def lines():
        for n in range(2 * sheets.LINES_AT_ONCE):
            read_so_far.append(n)
            yield [n]

    pieces = iter(sheets.download("so.csv", lines()).streaming_content)
    next(pieces), next(pieces)

    assert len(read_so_far) == sheets.LINES_AT_ONCE
