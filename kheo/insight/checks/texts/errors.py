"""Why a file cannot be read, said to the person who brought it."""


class Unreadable(ValueError):
    """The file holds no text that can be checked; the message says why and what to do."""
