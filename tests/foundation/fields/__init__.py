"""What people type: words, phones, days, keys."""
