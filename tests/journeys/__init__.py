"""The wheel as people turn it, in a real browser on the real demo."""
