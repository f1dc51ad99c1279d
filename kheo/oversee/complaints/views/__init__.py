"""Pages on complaints: for people on their phones, and for the officers who settle them."""
