"""Dân biết: what people must be able to learn without asking."""
