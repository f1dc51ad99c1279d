"""Pages, files and descriptions of open data."""
