"""The inspectorate's tables on receptions, petitions and their settlement (dân giám sát).

Officers get tables 01–02/TCD, 01–04/XLD and 01–04/KQGQ for the windows of Thông tư 01/2024, beside
the year before, in Excel and Word; every cell opens its records, and a report can be frozen.
"""
