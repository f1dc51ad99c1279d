"""How people come to have an account."""

from allauth.account.adapter import DefaultAccountAdapter


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up as allauth does it."""
