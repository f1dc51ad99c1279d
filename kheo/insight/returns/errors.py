"""What the services of returns refuse, each with a sentence for the person who asked."""

from kheo.foundation.refusals import Refusal


class NotEditable(Refusal):
    """The return was sent, approved or locked, perhaps while somebody was typing; says which."""
