"""The append-only log: who did what, sealed by a hash chain that anyone can verify."""
