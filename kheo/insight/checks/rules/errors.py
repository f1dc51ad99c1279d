"""What is wrong with a rule as it was typed: where, in a sentence for its writer."""


class BadRule(ValueError):
    """Nobody can understand the rule; `column` counts letters from 1."""

    def __init__(self, sentence: str, column: int = 1) -> None:
        super().__init__(sentence)
        self.column = column
