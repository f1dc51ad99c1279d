"""Under which licence everybody may use the data: a decision of the place, in law/local.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from kheo.foundation.clock.reading import Fields
from kheo.foundation.tongues import Sentence

LOCAL = "local.yaml"


@dataclass(frozen=True)
class Licence:
    """Its name and the address of its text."""

    name: Sentence
    url: str


@cache
def licence(law_dir: Path | None = None) -> Licence:
    """Read it; a file without it raises BrokenRuleFile."""
    path = (law_dir or settings.LAW_DIR) / LOCAL
    said = Fields.read(path).inner("publication").inner("licence")
    return Licence(Sentence(said.text("vi"), said.text("en")), said.text("url"))
