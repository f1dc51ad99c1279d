"""A form is plain data that refuses to contradict itself and loses nothing when written."""

from decimal import Decimal

import pytest

from kheo.foundation.figures.addresses import Address
from kheo.insight.returns.definition import BadDefinition, Column, Definition

ROW = {"key": "hoi_nghi", "label": "Hội nghị", "indicator": "conferences.held"}


def form(*rows, columns=(), rules=()):
    return {
        "columns": list(columns),
        "sections": [{"key": "a", "title": "Tuyên truyền", "rows": list(rows)}],
        "rules": list(rules),
    }


def refused(json):
    with pytest.raises(BadDefinition) as refusal:
        Definition.read(json)
    return refusal.value.place, refusal.value.words


def test_a_form_without_breakdowns_has_one_column():
    read = Definition.read(form(ROW))

    assert read.columns == (Column("so", ""),)
    assert [place.key for place in read.cells()] == ["hoi_nghi.so"]
    assert not read.has_columns


def test_cells_come_row_by_row_and_only_where_the_row_has_the_column():
    columns = [{"key": "ba", "label": "Tỉnh"}, {"key": "xa", "label": "Xã", "breakdown": "by=web"}]
    read = Definition.read(
        form(ROW, {**ROW, "key": "khac", "columns": ["xa"], "level": "commune"}, columns=columns)
    )

    assert list(read.places) == ["hoi_nghi.ba", "hoi_nghi.xa", "khac.xa"]
    assert read.places["hoi_nghi.xa"].label == "Hội nghị: Xã"


def test_a_cell_is_the_figure_of_its_row_and_column():
    row = {**ROW, "breakdown": "kind=plan", "level": "commune"}
    column = {"key": "xa", "label": "Xã", "breakdown": "by=web"}

    [place] = Definition.read(form(row, columns=[column])).cells()

    assert place.address == Address("conferences.held", "by=web;kind=plan", "commune")


def test_compulsory_is_said_of_a_row_or_of_some_of_its_columns():
    columns = [{"key": "a", "label": "A"}, {"key": "b", "label": "B", "breakdown": "by=web"}]
    some = Definition.read(form({**ROW, "compulsory": ["b"]}, columns=columns))
    whole = Definition.read(form({**ROW, "compulsory": True, "columns": ["a"]}, columns=columns))

    assert [place.is_compulsory for place in some.cells()] == [False, True]
    assert [place.is_compulsory for place in whole.cells()] == [True]


def test_what_is_written_is_read_back_with_bounds_and_zero():
    json = form(
        {
            **ROW,
            "help": "Tính cả trực tuyến",
            "minimum": "0",
            "maximum": "100.5",
            "decimals": 1,
            "is_cumulative": True,
            "jump_percent": 50,
        },
        rules=[{"key": "tong", "text": "hội nghị ≥ 0", "title": "Tổng", "is_warning": True}],
    )

    read = Definition.read(json)

    assert Definition.read(read.write()) == read
    [row] = read.rows()
    assert (row.minimum, row.maximum, row.jump_percent) == (0, Decimal("100.5"), 50)


@pytest.mark.parametrize(
    ("json", "place", "words"),
    [
        (form({**ROW, "key": "Hội"}), "dòng Hội", "khóa chỉ gồm"),
        (form({**ROW, "label": " "}), "dòng hoi_nghi", "thiếu “label”"),
        (form({**ROW, "level": "moon"}), "dòng hoi_nghi", "không có cấp “moon”"),
        (form({**ROW, "breakdown": "Kiểu=1"}), "dòng hoi_nghi", "viết sai"),
        (form({**ROW, "columns": ["x"]}), "dòng hoi_nghi", "không có cột x"),
        (form({**ROW, "compulsory": ["x"]}), "dòng hoi_nghi", "không có cột x"),
        (form({**ROW, "decimals": 9}), "dòng hoi_nghi", "từ 0 đến 4"),
        (form({**ROW, "minimum": "NaN"}), "dòng hoi_nghi", "phải là số"),
        (form({**ROW, "minimum": 3, "maximum": 2}), "dòng hoi_nghi", "số nhỏ nhất"),
        (form({**ROW, "typo": 1}), "dòng hoi_nghi", "không biết “typo”"),
        (form(ROW, {**ROW, "indicator": "x"}), "dòng hoi_nghi", "dùng hai lần"),
        (form(ROW, {**ROW, "key": "khac"}), "dòng khac", "cùng một số liệu với dòng “Hội nghị”"),
        ({"sections": "x"}, "biểu", "phải là một danh sách"),
        (form(ROW, rules=[{"key": "r"}]), "quy tắc r", "thiếu “text”"),
    ],
)
def test_a_contradiction_is_refused_by_its_place(json, place, words):
    where, said = refused(json)

    assert where == place
    assert words in said


def test_a_column_may_not_divide_a_row_that_is_divided_otherwise():
    column = {"key": "b", "label": "Bé", "breakdown": "kind=other"}

    where, said = refused(form({**ROW, "breakdown": "kind=plan"}, columns=[column]))

    assert (where, said) == ("dòng hoi_nghi", "phân tổ trái với cột “Bé”")


def test_a_cumulative_row_may_stand_beside_the_row_of_the_period():
    so_far = {**ROW, "key": "luy_ke", "label": "Lũy kế", "is_cumulative": True}

    assert len(list(Definition.read(form(ROW, so_far)).cells())) == 2
