"""What the organisation owes a person: the five clears, the date and the proof."""
