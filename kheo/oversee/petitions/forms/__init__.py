"""What people may type, sender and officer, with every refusal in Vietnamese beside its field."""

from kheo.oversee.petitions.forms.judging import AddForm, FindForm, RateForm, ReopenForm
from kheo.oversee.petitions.forms.office import (
    AnswerForm,
    AskForm,
    ProgressForm,
    RedirectForm,
    RerouteForm,
    TriageForm,
)
from kheo.oversee.petitions.forms.sending import MOST_PHOTOS, RegisterForm, SendForm

__all__ = [
    "MOST_PHOTOS",
    "AddForm",
    "AnswerForm",
    "AskForm",
    "FindForm",
    "ProgressForm",
    "RateForm",
    "RedirectForm",
    "RegisterForm",
    "ReopenForm",
    "RerouteForm",
    "SendForm",
    "TriageForm",
]
