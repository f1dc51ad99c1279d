"""Acts that span two apps or rooms: one named function each, in one transaction."""
