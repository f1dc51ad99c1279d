"""The form by which officers sign in."""

from allauth.account.forms import LoginForm


class PasswordSignIn(LoginForm):  # type: ignore[misc]
    """Ask for the password, although citizens sign up without one."""

    def _setup_password_field(self) -> None:
        """Keep the field that allauth drops where sign-up takes no password."""
