"""The officers' desk: every duty in one list, by its date.

An officer sees what is theirs, their unit's, late, due this week and done, and reaches each with
the keyboard. Citizens get answers in time because nothing owed is out of sight. Serves the verb
check; the dates come from the duties themselves.
"""
