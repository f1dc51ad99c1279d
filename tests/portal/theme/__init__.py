"""Tests of the portal's theme."""
