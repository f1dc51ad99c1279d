"""Template tags of receptions."""
