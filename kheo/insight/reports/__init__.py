"""Reports whose every number opens its source, as a page and as a Word file."""
