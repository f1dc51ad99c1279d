"""Pages on democracy at workplaces."""
