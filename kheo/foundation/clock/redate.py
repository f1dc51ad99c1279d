"""Count stored dates again when the calendar has changed."""

from kheo.foundation.clock.book import default_book
from kheo.foundation.clock.calendar import WorkCalendar
from kheo.foundation.clock.dues import Due
from kheo.foundation.clock.inputs import DueInputs
from kheo.foundation.clock.reckoning import recount
from kheo.foundation.clock.rules import RuleBook


def redate(stored: Due | DueInputs, calendar: WorkCalendar, *, book: RuleBook | None = None) -> Due:
    """Return the date the same inputs give under a calendar; the rule stays that of its day."""
    inputs = stored.inputs if isinstance(stored, Due) else stored
    rules = book or default_book()
    rule = rules.get(inputs.rule_code, calendar.day_of(inputs.trigger))
    return recount(rule, inputs, calendar)
