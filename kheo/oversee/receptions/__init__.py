"""Receptions of citizens: days posted ahead, places booked once, the book, promises.

Home verb: check. Law: Luật Tiếp công dân 42/2013/QH13 as amended; rules TCD-*.
"""
