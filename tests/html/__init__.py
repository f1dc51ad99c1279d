"""What HTML must be: our quick rules for each page of each test, a validator for journeys."""
