"""Settings, addresses, the server and its private database."""
