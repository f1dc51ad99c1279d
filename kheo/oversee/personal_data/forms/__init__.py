"""What people and officers may type about a request."""

from kheo.oversee.personal_data.forms.asking import STEPS, FindForm, RegisterForm, RequestForm
from kheo.oversee.personal_data.forms.settling import AnswerForm, ExtendForm

__all__ = ["STEPS", "AnswerForm", "ExtendForm", "FindForm", "RegisterForm", "RequestForm"]
