"""Tests of the rooms where people learn."""
