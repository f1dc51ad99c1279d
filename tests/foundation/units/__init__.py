"""Territories, succession, bodies and posts."""
