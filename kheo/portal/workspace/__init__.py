"""The officers' desk: every duty in one list, by its date; one duty with its acts; the log.

An officer sees what is theirs, their unit's, late, due this week and done, and reaches each with
the keyboard. The head assigns, extends and suspends on the page of a duty; an auditor reads who
did what. Citizens get answers in time because nothing owed is out of sight. Serves the verbs
check and supervise; the dates come from the duties themselves.
"""
