"""Open data: public indicators and registers as CSV, Parquet, CSVW, DCAT and SDMX.

Only what is public anyway, at stable addresses, streamed, with checksums and licence.
"""
