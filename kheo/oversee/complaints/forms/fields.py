"""The field for the papers of a complaint."""

from typing import Any

from django.utils.translation import gettext_lazy

from kheo.foundation.documents.fields import FilesField

MOST_FILES = 20


class Scans(FilesField):
    """Photos and scans of papers; a paper of many pages is one file or many photos."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("most", MOST_FILES)
        kwargs.setdefault("label", gettext_lazy("Ảnh chụp, bản quét giấy tờ"))
        kwargs.setdefault(
            "help_text", gettext_lazy("Quyết định bị khiếu nại, giấy tờ liên quan: ảnh hoặc PDF.")
        )
        super().__init__(**kwargs)
