"""Dashboards for head, province and public: charts with their tables, each opening its rows.

Drawn from facts; on public pages nothing is said about groups smaller than law/local.yaml allows.
"""
