"""The first page: what to do, what came of it, where to read on.

A person on a phone finds the one main action (send feedback), the way to follow it by code, this
month's numbers, the six verbs and what is late. Serves all six verbs; owes no law.
"""
