"""Template tags of disclosure."""
