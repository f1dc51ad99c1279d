"""Pages of requests about personal data."""
