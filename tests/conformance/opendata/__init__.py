"""Open data read by the programs of others."""
