"""What the clock refuses, each refusal with its own name and a sentence for people."""

from typing import ClassVar, cast

from kheo.foundation.clock import sentences


class ClockError(Exception):
    """A refusal that can be shown to a person; `facts` are the values inside its sentence."""

    sentence: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.message())

    def message(self, language: str = "vi") -> str:
        return sentences.say(self.sentence, language, **self.facts)


class BrokenRuleFile(ClockError):
    """A file of `law/` cannot be used; names the file, the rule and the field."""

    sentence = "broken_file"

    @classmethod
    def of(
        cls, file: str, rule: str, field: str, problem: str, **details: object
    ) -> "BrokenRuleFile":
        return cls(file=file, rule=rule, field=field, problem=problem, details=details)

    def message(self, language: str = "vi") -> str:
        details = cast(dict[str, object], self.facts["details"])
        problem = sentences.say(f"problem_{self.facts['problem']}", language, **details)
        return sentences.say(self.sentence, language, **{**self.facts, "problem": problem})

    @property
    def file(self) -> str:
        return str(self.facts["file"])

    @property
    def rule(self) -> str:
        return str(self.facts["rule"])

    @property
    def field(self) -> str:
        return str(self.facts["field"])


class NoRuleInForce(ClockError):
    sentence = "no_rule_in_force"


class BeyondCalendar(ClockError):
    sentence = "beyond_calendar"


class WrongKind(ClockError):
    """The question does not fit the kind of rule (an expiry asked of a notice)."""

    sentence = "wrong_kind"


class MomentNeeded(ClockError):
    """A rule in hours needs a moment, not a day."""

    sentence = "moment_needed"


class UnknownCase(ClockError):
    sentence = "unknown_case"


class ExtensionRefused(ClockError):
    """Any extension that the rule does not allow."""

    sentence = "extension_not_allowed"


class ExtensionNotAllowed(ExtensionRefused):
    sentence = "extension_not_allowed"


class ExtensionInWrongUnit(ExtensionRefused):
    sentence = "extension_wrong_unit"


class ExtensionTooLong(ExtensionRefused):
    sentence = "extension_too_long"


class ExtensionTotalTooLong(ExtensionRefused):
    sentence = "extension_total_too_long"


class ExtensionTooOften(ExtensionRefused):
    sentence = "extension_too_often"


class ExtensionNeedsDecision(ExtensionRefused):
    sentence = "extension_needs_decision"


class ExtensionLengthUnknown(ExtensionRefused):
    """The law allows an extension, but its length was not found: the file must say it first."""

    sentence = "extension_length_unknown"


class SuspensionBackwards(ClockError):
    sentence = "suspension_backwards"
