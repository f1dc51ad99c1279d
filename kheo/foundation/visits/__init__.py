"""How many visits there were, counted without cookies and without addresses."""
