"""The workspace of the portal."""
