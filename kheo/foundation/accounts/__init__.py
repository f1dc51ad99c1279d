"""People, how they sign in, and the rights they hold through posts."""
