"""Numbers a report may print, each of them traceable to the records behind it."""
