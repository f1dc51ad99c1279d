"""The JSON API under /api/v1/: its descriptions are in English, its refusals in Vietnamese."""
