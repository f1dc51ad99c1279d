"""Tags of the petitions pages."""
