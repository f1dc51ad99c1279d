"""Preflight, page cache, backup: what the house stands in."""
