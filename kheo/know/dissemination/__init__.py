"""How policy reaches people: conferences, communicators, campaigns."""
