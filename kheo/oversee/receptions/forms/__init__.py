"""What people and officers type about receptions."""

from kheo.oversee.receptions.forms.booking import ContactForm, EntryForm, FindForm
from kheo.oversee.receptions.forms.planning import ReasonForm, SittingForm, SubstituteForm
from kheo.oversee.receptions.forms.register import (
    MatterForm,
    PromiseForm,
    RefuseForm,
    ResultForm,
    VisitForm,
)

__all__ = [
    "ContactForm",
    "EntryForm",
    "FindForm",
    "MatterForm",
    "PromiseForm",
    "ReasonForm",
    "RefuseForm",
    "ResultForm",
    "SittingForm",
    "SubstituteForm",
    "VisitForm",
]
