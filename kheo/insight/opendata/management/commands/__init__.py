"""Commands of open data: make the files now."""
