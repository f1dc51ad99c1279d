"""Pages of denunciations; none is kept by a browser, named in a history, or tells of an error."""
