"""The look of every page: one base template, its components, its style sheet.

Citizens get pages that are readable on an old phone, in daylight and at night, in Vietnamese or
English, with JavaScript or without. Serves all six verbs; owes no law. A deployment changes its
name and three colours by settings, never by editing a file here.
"""
