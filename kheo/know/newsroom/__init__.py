"""Dân biết: how an article comes to be published, and by whom.

Editors write in Wagtail (`/bien-tap/`) within the list of their unit, with rights that follow from
their posts day by day (ADR 4, ADR 28). A list may have steps before publication; each step is a
duty with its date (law/editing.yaml). Readers get what was promised for an hour at that hour.
"""
