"""Pages on conferences, communicators and campaigns."""
