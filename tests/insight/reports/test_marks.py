"""Marks are found however Word tears them; what is wrong with one is said with its place."""

import pytest
from docx import Document

from kheo.insight.reports import word
from tests.insight.reports.writing import saved, template

pytestmark = pytest.mark.django_db
FIGURE = "documents.issued@province"


def problems(*paragraphs, **more):
    return [str(one) for one in word.read(template(*paragraphs, **more)).problems]


def asked(*paragraphs, **more):
    read = word.read(template(*paragraphs, **more))
    assert read.problems == ()
    return read.asked


def test_a_figure_is_found_by_code_and_by_words_with_and_without_marks():
    for text in (
        '{{ so("documents.issued@province") }}',
        "{{ số(“documents.issued@province”) }}",
        '{{ số("Văn bản ban hành, cấp tỉnh") }}',
        '{{số("van ban ban hanh, cap tinh")}}',
        '{{r so("documents.issued@province") }}',
    ):
        assert [str(one) for one in asked(text).all_figures()] == [FIGURE]


def test_a_mark_that_word_has_torn_into_runs_is_one():
    document = Document()
    paragraph = document.add_paragraph()
    for part in ("Đã ban hành {", '{ số("documents.', "issued@province", '")', " }", "} văn bản"):
        paragraph.add_run(part).bold = part.startswith("{")

    read = word.read(saved(document))

    assert [str(one) for one in read.asked.all_figures()] == [FIGURE]


def test_an_unknown_figure_is_named_with_its_paragraph_and_the_nearest_name():
    assert problems('Đã ban hành {{ số("Văn bản ban hànhh, cấp tỉnh") }} văn bản.') == [
        "Không có chỉ tiêu “Văn bản ban hànhh, cấp tỉnh”. Có phải là “Văn bản ban hành, cấp tỉnh”? "
        'Ở đoạn: “Đã ban hành {{ số("Văn bản ban hànhh, cấp tỉnh") }} văn bản.”.'
    ]


def test_an_unknown_code_is_named_with_the_nearest_one():
    (problem,) = problems('{{ số("documents.isued@province") }}')

    assert "Có phải là “documents.issued@province”?" in problem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{{ số("documents.issued@province") ', "chưa đóng"),
        ("{{ đơn_vịi }}", "Có phải là “đơn_vị”?"),
        ('{{ sốo("documents.issued@province") }}', "Có phải là “số”?"),
        ('{{ số("documents.issued[kind=poem]@province") }}', "Không có chỉ tiêu"),
        ('{{ số("documents.issued@moon") }}', "Không có chỉ tiêu"),
        ("{{ số() }}", "cần tên chỉ tiêu"),
        ("{% for xã in các_xã %}", "không có chỗ kết thúc"),
        ("{% endfor %}", "không có chỗ bắt đầu"),
        ("{% for x in đơn_vị %}a{% endfor %}", "danh sách có: các_xã, các_năm"),
        ("{% while true %}", "Không hiểu lệnh"),
        ('Xem {{ bảng_theo_xã("documents.issued@all") }} này', "đứng một mình"),
        ('{{ bảng_phân_tổ("documents.issued@province", "màu") }}', "phân tổ theo: kind"),
        ('{{ tên("x") }}', "Không"),
        ("{{ }}", "Không đọc được"),
    ],
)
def test_each_slip_has_its_sentence(text, words):
    found = problems(text)

    assert len(found) >= 1
    assert words in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "{{ đơn_vị.__class__.__mro__ }}",
        '{{ số.__globals__["os"] }}',
        "{{ 10 ** 10 }}",
        '{{ "a" * 1000000000 }}',
        "{% for x in range(1000000000) %}a{% endfor %}",
        "{% set x = 1 %}",
        "{% import 'os' as os %}",
        "{{ self }}",
        "{{ namespace() }}",
        "{{ đơn_vị|upper }}",
        '{{ số("documents.issued@province")["text"] }}',
        "{{ dat(0, 1) }}",
        "{{ [1, 2] }}",
    ],
)
def test_a_template_reaches_nothing_but_the_words_of_the_language(text):
    assert problems(text) != []


def test_loops_do_not_nest_into_themselves():
    found = problems(
        "{% for a in các_xã %}", "{% for b in các_xã %}", "x", "{% endfor %}", "{% endfor %}"
    )

    assert ["lồng vào chính nó" in one for one in found] == [True]


def test_a_loop_closes_where_it_began():
    found = problems("{% for xã in các_xã %}", table=[["{% endfor %} x", "y"]])

    assert any("cùng đứng trong một đoạn" in one for one in found)


def test_a_figure_of_each_commune_is_asked_for_all_of_them():
    found = asked(
        "{% for xã in các_xã %}",
        '{{ tên(xã) }}: {{ số("documents.issued@all", xã) }}, '
        '{{ so_sánh("documents.issued@all", xã) }}',
        "{% endfor %}",
    )

    assert found.has_places
    assert {time: [str(one) for one in asked] for time, asked in found.places.items()} == {
        "now": ["documents.issued@all"],
        "before": ["documents.issued@all"],
    }


def test_marks_in_a_header_are_read():
    assert asked("x", header="{{ đơn_vị }}") is not None
    assert problems("x", header="{{ lạ_quá }}") != []


def test_private_characters_of_a_file_are_not_braces():
    document = Document()
    document.add_paragraph("a \ue000 cycler.__init__ \ue001 b {{ đơn_vị }}")

    source = word.read(saved(document)).body.source

    assert "\ue000 cycler" not in source
