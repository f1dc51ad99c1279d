"""Requests of persons about their own data: see, correct, stop, delete."""
