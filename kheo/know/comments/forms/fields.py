"""Words counted as a person counts them, and the hidden answer of the sender's machine."""

from typing import Any

from django import forms
from django.utils.translation import ngettext

from kheo.foundation.fields.words import Words
from kheo.foundation.vietnamese import legacy
from kheo.know.comments import counting

# Old keyboards paste letters of these; a guess at plain letters (VIQR) would change what was meant.
OLD = (legacy.Encoding.TCVN3, legacy.Encoding.VNI)
# More than any text within the limits has, so that nobody makes the counting costly.
CHARACTERS_PER_LETTER = 40


class CountedWords(Words):
    """A box of text between so many letters and so many, an emoji family being one."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most
        self.widget.attrs["data-kh-graphemes"] = most

    def to_python(self, value: Any) -> str:
        # Before anything is cleaned: what is invisible in Unicode was a letter in an old font.
        return super().to_python(self._read(value) if isinstance(value, str) else value)

    def _read(self, text: str) -> str:
        encoding = legacy.detect(text[: self.most * CHARACTERS_PER_LETTER])
        return legacy.to_unicode(text, encoding) if encoding in OLD else text

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if text:
            self._check(text)
        return text

    def _check(self, text: str) -> None:
        if counting.seen(text[: self.most * CHARACTERS_PER_LETTER]) < self.least:
            raise forms.ValidationError(too_short(self.least))
        over = self.over(text)
        if over > 0:
            said = ngettext(
                "Dài quá %(over)d ký tự; chỉ nhận %(most)d.",
                "Dài quá %(over)d ký tự; chỉ nhận %(most)d.",
                over,
            )
            raise forms.ValidationError(said % {"over": over, "most": self.most})

    def over(self, text: str) -> int:
        """Say how many letters are too many; below zero: how many are left."""
        return counting.graphemes(text[: self.most * CHARACTERS_PER_LETTER]) - self.most


def too_short(least: int) -> str:
    """Say it as the sites of old said it."""
    said = ngettext(
        "Bạn vui lòng nhập từ %(least)d ký tự trở lên.",
        "Bạn vui lòng nhập từ %(least)d ký tự trở lên.",
        least,
    )
    return said % {"least": least}


class Answer(forms.CharField):
    """What the sender's machine found; empty without JavaScript."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=1000, widget=forms.HiddenInput)
