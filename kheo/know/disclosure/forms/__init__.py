"""What officers type to make something public, and what lists are asked for."""

from kheo.know.disclosure.forms.acts import ActForm, LackForm, ProofForm, ReasonForm
from kheo.know.disclosure.forms.content import ContentForm
from kheo.know.disclosure.forms.finding import FindForm

__all__ = ["ActForm", "ContentForm", "FindForm", "LackForm", "ProofForm", "ReasonForm"]
