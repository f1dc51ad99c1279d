"""The forms of denunciations; every field's name begins with "sealed", so that no page keeps it."""

from kheo.oversee.denunciations.forms.acts import ACTS, ActForm, RedactForm
from kheo.oversee.denunciations.forms.entering import EnterForm, OnlineForm, SignalForm
from kheo.oversee.denunciations.forms.keys import (
    BoardForm,
    ChangeForm,
    KeyForm,
    OpenForm,
    PassphraseForm,
    RecoverForm,
)

__all__ = [
    "ACTS",
    "ActForm",
    "BoardForm",
    "ChangeForm",
    "EnterForm",
    "KeyForm",
    "OnlineForm",
    "OpenForm",
    "PassphraseForm",
    "RecoverForm",
    "RedactForm",
    "SignalForm",
]
