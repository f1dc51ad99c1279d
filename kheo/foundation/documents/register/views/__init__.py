"""Pages of the register: what everybody reads, and what its keepers write."""

from kheo.foundation.documents.register.views.changing import (
    add_file,
    relate,
    unrelate,
    withdraw,
)
from kheo.foundation.documents.register.views.desk import correct, desk, enter
from kheo.foundation.documents.register.views.exports import atom, export, rss
from kheo.foundation.documents.register.views.public import document, index
from kheo.foundation.documents.register.views.sheets import confirm, sheet
from kheo.foundation.documents.register.views.tree import silent, tree

__all__ = [
    "add_file",
    "atom",
    "confirm",
    "correct",
    "desk",
    "document",
    "enter",
    "export",
    "index",
    "relate",
    "rss",
    "sheet",
    "silent",
    "tree",
    "unrelate",
    "withdraw",
]
