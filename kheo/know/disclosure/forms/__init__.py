"""What officers type to make something public, and what lists are asked for."""

from kheo.know.disclosure.forms.acts import ActForm, LackForm, ProofForm, ReasonForm
from kheo.know.disclosure.forms.content import ContentForm
from kheo.know.disclosure.forms.finding import FindForm
from kheo.know.disclosure.forms.naming import LineForm, TableForm
from kheo.know.disclosure.forms.papers import LoudForm

__all__ = [
    "ActForm",
    "ContentForm",
    "FindForm",
    "LackForm",
    "LineForm",
    "LoudForm",
    "ProofForm",
    "ReasonForm",
    "TableForm",
]
