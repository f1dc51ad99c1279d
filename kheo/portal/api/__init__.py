"""The doors for other programs: Open311 GeoReport v2, a JSON API, and webhooks that tell of news.

Nothing here knows more than a stranger on the public pages, unless the key of a receipt comes with
the question. Owes nobody a duty; what is sent through it becomes a petition like any other.
"""
