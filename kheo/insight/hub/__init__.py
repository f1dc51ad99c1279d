"""From provinces to the nation: figures and nothing else, by logical replication of PostgreSQL.

A province publishes one table without a word about a person; a hub subscribes and shows all.
"""
