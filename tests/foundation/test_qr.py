"""An address is drawn, and nothing of it can leave the drawing."""

from kheo.foundation import qr


def test_an_address_is_drawn_as_svg_of_the_wanted_size():
    small, large = qr.drawn("https://a.vn/1", scale=3), qr.drawn("https://a.vn/1", scale=6)

    assert small.startswith("<svg")
    assert small != large


def test_an_address_is_nowhere_written_in_its_drawing():
    assert "script" not in qr.drawn("https://a.vn/</svg><script>")
