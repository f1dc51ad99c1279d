"""Tests of dissemination."""
