"""What is pasted becomes what the article knows: no hidden words, no styles, Unicode letters."""

import pytest

from kheo.foundation.vietnamese.legacy import Encoding
from kheo.know.news import pasted

# As Word puts a page on the clipboard.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {mso-style-parent:"";
margin:0cm;font-family:"Times New Roman"} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head>
<body lang=VI><!--StartFragment--><p class=MsoNormal style='mso-margin-top-alt:auto'><b>
<span style='font-size:14.0pt;mso-ansi-language:VI'>Bà con bản Nậm</span></b>
<span style='display:none;mso-hide:all'>bí mật</span><o:p></o:p></p>
<p class=MsoNormal><span style='mso-bookmark:_Hlk1'>cùng làm đường</span>
<a href="javascript:alert(1)">xem</a> <a href="https://sonla.gov.vn/tin" onclick="x()">tin</a></p>
<table class=MsoNormalTable border=1><tr><td><p class=MsoNormal>Bản</p></td>
<td><p>Số hộ</p></td></tr>
<tr><td><p>Nậm</p></td><td><p>42</p></td></tr></table>
<div style='mso-element:footnote-list'><p class=MsoFootnoteText>Ghi chú</p></div>
<script>alert(2)</script><!--EndFragment--></body></html>"""


def test_a_page_of_word_leaves_words_bold_and_links():
    kept = pasted.cleaned(WORD)

    assert "<b>" in kept
    assert '<a href="https://sonla.gov.vn/tin">tin</a>' in kept
    assert "<p>Bản | Số hộ</p><p>Nậm | 42</p>" in kept.replace("\n", "")
    for unwanted in ("bí mật", "mso", "Mso", "style", "javascript", "onclick", "alert", "<table"):
        assert unwanted not in kept, unwanted


def test_what_the_editor_writes_itself_stays_as_it_is():
    written = (
        '<p data-block-key="a">Bà con <b>cùng</b> <i>làm</i> m<sup>2</sup>'
        ' <a linktype="page" id="3">bài</a></p><ul><li>một</li></ul>'
    )

    assert pasted.cleaned(written) == written.replace(' data-block-key="a"', "")


@pytest.mark.parametrize(
    ("typed", "font", "read"),
    [
        ("Më réng ®­êng b¶n", Encoding.TCVN3, "Mở rộng đường bản"),
        ("Môû roäng ñöôøng baûn", Encoding.VNI, "Mở rộng đường bản"),
    ],
)
def test_letters_of_old_fonts_are_read(typed, font, read):
    assert pasted.font_of(typed) == font
    assert pasted.readable(typed, font) == read
    assert pasted.readable_html(f"<p>{typed} &amp; <b>{typed}</b></p>", font) == (
        f"<p>{read} &amp; <b>{read}</b></p>"
    )


@pytest.mark.parametrize("typed", ["Mở rộng đường bản", "Road", "Café", "", "UBND xã"])
def test_other_words_are_left_alone(typed):
    assert pasted.font_of(typed) is None


@pytest.mark.parametrize(
    ("html", "is_empty"),
    [
        ('<p><a href="/x"> </a></p>', True),
        ('<a href="/x"><br/></a>', True),
        ('<a href="/x">Nghị quyết</a>', False),
        ("<p>Không có</p>", False),
    ],
)
def test_a_link_without_words_is_found(html, is_empty):
    assert pasted.has_empty_link(html) is is_empty
