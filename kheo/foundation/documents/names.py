"""Makes the name of an uploaded file safe to store, to show and to put into a header."""

import re
from pathlib import PurePath

from kheo.foundation.documents.allowed import KINDS, Kind
from kheo.foundation.vietnamese import text

LONGEST = 100
KNOWN_EXTENSIONS = frozenset(extension for kind in KINDS for extension in kind.extensions)
# What a file system, a shell or a header gives a meaning of its own.
_UNSAFE = re.compile(r'[\\/:*?"<>|;%\n\t\x00]+')


def safe(name: str, kind: Kind) -> str:
    """Keep the Vietnamese words of a name and give it the extension of what it really is."""
    stem = PurePath(text.clean(name).replace("\\", "/")).name
    while PurePath(stem).suffix.lower() in KNOWN_EXTENSIONS:
        stem = PurePath(stem).stem
    stem = " ".join(_UNSAFE.sub(" ", stem).split()).strip(" .")[:LONGEST].strip()
    return f"{stem or 'tep'}{kind.extension}"
