"""The inspectorate's tables on receptions, petitions and their settlement."""
