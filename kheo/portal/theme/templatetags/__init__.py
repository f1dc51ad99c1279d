"""Doors from templates to the components."""
