"""Questions about conferences, communicators, campaigns and what they add up to."""
