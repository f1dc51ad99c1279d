"""How targets are written in pages."""
