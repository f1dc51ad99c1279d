"""Files: sniffed, limited, kept private, served only to who may see them."""
