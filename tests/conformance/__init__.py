"""Real clients of other makers read what Khéo writes."""
