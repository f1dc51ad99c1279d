"""The home of the portal."""
