"""Targets (chỉ tiêu): what a unit promised to reach in a period, and how far it is.

A forecast from the trend is shown as such, never as a figure.
"""
