"""Files: sniffed, limited, kept private, served only to who may see them.

Citizens get photos without the place and time hidden in them, unless they keep
those as evidence. Home of no verb: every room stores its files here and says,
through `access.register`, who may read them. It owes nothing.
"""
