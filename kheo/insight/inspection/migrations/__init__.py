"""Schema of the app, step by step."""
