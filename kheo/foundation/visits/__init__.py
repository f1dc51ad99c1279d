"""How many visits there were, as the old sites showed it: online now, today, this month, in all.

Home verb: know. Nothing is set in the reader's browser and no address is stored; what is kept are
numbers per day, and per article and day for "most read". Owes nobody anything.
See docs/adr/0027-visits-without-cookies.md.
"""
