"""Pages of disclosure: what everybody sees, and where officers make public."""
