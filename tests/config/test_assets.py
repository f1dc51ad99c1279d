"""Static files are laid out once, and again only when one of them changes."""

import os

from django.test import override_settings

from kheo.config import assets


def test_files_are_laid_out_once_until_one_changes(tmp_path):
    source, root = tmp_path / "source", tmp_path / "root"
    source.mkdir()
    (source / "page.css").write_text("a{}")
    with override_settings(
        STATIC_ROOT=root,
        STATICFILES_DIRS=[source],
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
    ):
        first, second = assets.collect(), assets.collect()
        (source / "page.css").write_text("b{}")
        os.utime(source / "page.css", (1, 1))
        third = assets.collect()

    assert (first, second, third) == (True, False, True)
    assert (root / "page.css").read_text() == "b{}"
