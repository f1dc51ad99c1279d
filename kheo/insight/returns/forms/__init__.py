"""What people may type or an address may say about returns."""

from kheo.insight.returns.forms.scope import (
    ScopeForm,
)

__all__ = [
    "ScopeForm",
]
