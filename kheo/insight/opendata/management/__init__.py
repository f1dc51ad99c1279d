"""Commands of open data."""
