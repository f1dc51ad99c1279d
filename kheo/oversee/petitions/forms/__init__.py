"""What people may type, sender and officer, with every refusal in Vietnamese beside its field."""

from kheo.oversee.petitions.forms.informing import InformationForm
from kheo.oversee.petitions.forms.judging import (
    AddForm,
    FindForm,
    RateForm,
    ReopenForm,
    WithdrawForm,
)
from kheo.oversee.petitions.forms.office import (
    AskForm,
    ProgressForm,
    RedirectForm,
    RerouteForm,
    TriageForm,
)
from kheo.oversee.petitions.forms.registering import MOST_SCANS, RegisterForm
from kheo.oversee.petitions.forms.sending import MOST_PHOTOS, SendForm
from kheo.oversee.petitions.forms.sorting import (
    MOST_AT_ONCE,
    MOST_PARTS,
    ManyForm,
    SortForm,
    TurnForm,
    UnjoinForm,
)
from kheo.oversee.petitions.forms.working import (
    AnswerForm,
    CallBackForm,
    EnterWithdrawalForm,
    GiveForm,
    HelpForm,
)

__all__ = [
    "MOST_AT_ONCE",
    "MOST_PARTS",
    "MOST_PHOTOS",
    "MOST_SCANS",
    "AddForm",
    "AnswerForm",
    "AskForm",
    "CallBackForm",
    "EnterWithdrawalForm",
    "FindForm",
    "GiveForm",
    "HelpForm",
    "InformationForm",
    "ManyForm",
    "ProgressForm",
    "RateForm",
    "RedirectForm",
    "RegisterForm",
    "ReopenForm",
    "RerouteForm",
    "SendForm",
    "SortForm",
    "TriageForm",
    "TurnForm",
    "UnjoinForm",
    "WithdrawForm",
]
