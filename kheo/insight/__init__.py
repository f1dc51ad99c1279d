"""Reads all rooms and changes none of their records: returns, reports, checks."""
