"""Pages on petitions: for everybody, for the sender, for the office."""
