"""Tests of the portal's workspace."""
