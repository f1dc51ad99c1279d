"""The clock: legal rules and working days as data, and dates that explain themselves.

Plain Python over the files of `law/`: choose a rule by code and trigger date
(`rules`), count it over a calendar (`deadlines.due`), say why in Vietnamese or
English, and count it again when the calendar changes (`redate`).
"""
