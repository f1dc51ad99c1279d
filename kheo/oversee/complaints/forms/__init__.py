"""What people may type about a complaint, with every refusal in Vietnamese beside its field."""

from kheo.oversee.complaints.forms.deciding import (
    CarryOutForm,
    DecideForm,
    DeliverForm,
    OrderForm,
    PublishForm,
    SendForm,
)
from kheo.oversee.complaints.forms.describing import DescribeForm
from kheo.oversee.complaints.forms.following import AgainForm, WithdrawForm
from kheo.oversee.complaints.forms.lodging import Group, LodgeForm, PaperForm
from kheo.oversee.complaints.forms.remote import RemoteForm
from kheo.oversee.complaints.forms.working import (
    AcceptForm,
    ActForm,
    AssignForm,
    DiscontinueForm,
    EnterWithdrawalForm,
    InviteForm,
    RecordForm,
    RefuseForm,
    ResumeForm,
    SuspendForm,
    VerifyForm,
)

__all__ = [
    "AcceptForm",
    "ActForm",
    "AgainForm",
    "AssignForm",
    "CarryOutForm",
    "DecideForm",
    "DeliverForm",
    "DescribeForm",
    "DiscontinueForm",
    "EnterWithdrawalForm",
    "Group",
    "InviteForm",
    "LodgeForm",
    "OrderForm",
    "PaperForm",
    "PublishForm",
    "RecordForm",
    "RefuseForm",
    "RemoteForm",
    "ResumeForm",
    "SendForm",
    "SuspendForm",
    "VerifyForm",
    "WithdrawForm",
]
