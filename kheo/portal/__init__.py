"""Opens the door: home page, search, the officers' desk and the look of every page."""
