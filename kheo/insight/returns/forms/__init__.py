"""What people may type or an address may say about returns."""

from kheo.insight.returns.forms.defining import AssignForm, FormForm, IndicatorForm
from kheo.insight.returns.forms.drafting import (
    ColumnForm,
    RowForm,
    RuleForm,
    SectionForm,
    of_indicator,
    of_row,
    what_is_wrong,
)
from kheo.insight.returns.forms.scope import (
    ScopeForm,
)
from kheo.insight.returns.forms.standing import StandingForm

__all__ = [
    "AssignForm",
    "ColumnForm",
    "FormForm",
    "IndicatorForm",
    "RowForm",
    "RuleForm",
    "ScopeForm",
    "SectionForm",
    "StandingForm",
    "of_indicator",
    "of_row",
    "what_is_wrong",
]
