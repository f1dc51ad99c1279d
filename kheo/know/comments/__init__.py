"""Readers write below the news and to the editors.

Whoever writes needs no account and leaves no address; what is not shown is told with the rule of
law/moderation.yaml behind it and may be appealed once, before another moderator. Home verb: know.
It owes an answer to each appeal and to each feedback by the date of a rule.
"""
