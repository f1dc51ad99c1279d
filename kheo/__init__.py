"""Khéo: the place where every voice that comes in ends in an answer by a named person."""

import warnings

# The private database falls back to another runtime folder by itself; nobody has to act on it.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
