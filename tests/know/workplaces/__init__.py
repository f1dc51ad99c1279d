"""Tests of workplaces."""
