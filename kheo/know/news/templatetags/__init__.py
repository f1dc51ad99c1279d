"""Thin doors from the templates of news."""
