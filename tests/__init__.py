"""Everything Khéo promises, tried on a real PostgreSQL and in a real browser."""
