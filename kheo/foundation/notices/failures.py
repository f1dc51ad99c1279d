"""What a way of sending says when it is certain that nothing went out."""


class Unsent(Exception):
    """Nothing went out; it may be tried again."""


class Unreachable(Unsent):
    """Nobody listens at the other end, so the rest of the run need not try either."""


class Undeliverable(Unsent):
    """Nothing went out and never will: the address or the message itself is refused."""
