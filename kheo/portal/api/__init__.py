"""The doors for other programs: Open311 and OpenAPI."""
