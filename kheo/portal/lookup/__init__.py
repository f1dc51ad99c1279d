"""The lookup of the portal."""
