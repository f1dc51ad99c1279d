"""People, sign-in and rights through posts."""
