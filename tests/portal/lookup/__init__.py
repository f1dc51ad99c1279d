"""Tests of the portal's lookup."""
