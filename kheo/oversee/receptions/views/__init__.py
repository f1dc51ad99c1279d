"""Pages on receptions: for everybody, for who booked, for the desk."""
