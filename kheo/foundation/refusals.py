"""What a service refuses, with a sentence for the person who asked."""

from django.utils.functional import Promise


class Refusal(Exception):
    """Can be shown to a person with `str()`: its own sentence, or the one it was raised with."""

    sentence: str | Promise = ""

    def __str__(self) -> str:
        return super().__str__() or str(self.sentence)
