"""Pages on targets: what everybody reads, and what officers set."""
