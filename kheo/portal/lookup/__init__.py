"""Search over what is public: news and answered matters, tone marks and case ignored.

Somebody who types "duong bi sat" finds "Đường bị sạt". Serves the verb know; owes no law.
"""
