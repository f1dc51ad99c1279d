"""Makes the name of an uploaded file safe to store, to show and to put into a header."""

import re
from pathlib import PurePath

from kheo.foundation.documents.allowed import Kind
from kheo.foundation.vietnamese import text

LONGEST = 100
# What a file system, a shell or a header gives a meaning of its own.
_UNSAFE = re.compile(r'[\\/:*?"<>|;%\n\t\x00]+')


def safe(name: str, kind: Kind) -> str:
    """Keep the Vietnamese words of a name and give it the extension of what it really is."""
    stem = PurePath(text.clean(name).replace("\\", "/")).name
    while PurePath(stem).suffix.lower() in kind.extensions:
        stem = PurePath(stem).stem
    stem = _UNSAFE.sub(" ", stem).strip(" .")[:LONGEST].strip()
    return f"{stem or 'tep'}{kind.extension}"
