"""Papers are printed with the fonts of the machine, looked for once."""

from kheo.foundation import fonts


def test_the_fonts_are_looked_for_once_and_serve_official_papers():
    found = fonts.of_machine()

    assert found is fonts.of_machine()
    assert any("Libertinus Serif" in family for family in found.families())
