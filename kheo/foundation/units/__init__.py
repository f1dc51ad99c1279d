"""Territories with validity and succession, the bodies in them and their posts."""
