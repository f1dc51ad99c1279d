"""Tests of personal data."""
