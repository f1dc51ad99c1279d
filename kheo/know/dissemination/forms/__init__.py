"""What officers and participants may type in this room."""

from kheo.know.dissemination.forms.campaigns import CampaignForm, ReachForm
from kheo.know.dissemination.forms.communicators import CommunicatorForm, RetireForm, TrainingForm
from kheo.know.dissemination.forms.conferences import (
    ConferenceForm,
    ListForm,
    MaterialsForm,
    NumberForm,
    ReasonForm,
    ResultForm,
    SignInForm,
)

__all__ = [
    "CampaignForm",
    "CommunicatorForm",
    "ConferenceForm",
    "ListForm",
    "MaterialsForm",
    "NumberForm",
    "ReachForm",
    "ReasonForm",
    "ResultForm",
    "RetireForm",
    "SignInForm",
    "TrainingForm",
]
