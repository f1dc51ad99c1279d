"""Pages of comments: for readers, for writers, for moderators."""
