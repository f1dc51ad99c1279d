"""The form in which an officer reads over a letter's words before it is issued."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kheo.foundation.documents.letter_sources import Prepared
from kheo.foundation.documents.letters import Definition
from kheo.foundation.documents.letters.definitions import Field
from kheo.foundation.fields.sending import SubmissionKey
from kheo.foundation.units.models import Post

LONGEST, LONGEST_TEXT = 500, 12_000
# Prefixed, so that no field of law/letters.yaml meets one of the form.
WORDS = "truong-"


class LetterForm(forms.Form):
    """One field for each place of the letter, filled with what the room knows."""

    def __init__(
        self,
        *args: Any,
        definition: Definition,
        prepared: Prepared,
        signers: list[Post],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        self.signers = {str(post.pk): post for post in signers}
        self.fields["submission_key"] = SubmissionKey()
        for field in definition.fields:
            words = prepared.fields.get(field.key, "")
            self.fields[WORDS + field.key] = self._field(field, words)
        if definition.signed_by != "signatures":
            self.fields["signer"] = forms.ChoiceField(
                label=_("Người ký"), choices=[(pk, str(post)) for pk, post in self.signers.items()]
            )

    def _field(self, field: Field, words: str) -> forms.CharField:
        made = forms.CharField(
            label=field.vi,
            initial=words,
            required=field in self.definition.must_have,
            max_length=LONGEST_TEXT if field.is_long else LONGEST,
        )
        if field.is_long:
            made.widget = forms.Textarea(attrs={"rows": 5})
        if field.key in self.definition.blank:
            made.help_text = _("Để trống thì in dòng chấm.")
        return made

    @property
    def words(self) -> dict[str, str]:
        """Give what was typed, by the letter's own field names."""
        return {f.key: self.cleaned_data[WORDS + f.key] for f in self.definition.fields}

    @property
    def signer(self) -> Post | None:
        return self.signers.get(self.cleaned_data.get("signer", ""))
