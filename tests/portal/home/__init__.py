"""Tests of the portal's home."""
