"""How many representatives speak for a group, read from law/decision_rules.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from kheo.foundation.clock.reading import read_yaml

FILE = "decision_rules.yaml"
# Feedback and proposals have no rule of their own; that of receptions is the nearest.
_RULES_OF = {"complaint": "khieu_nai"}
_OTHERS = "tiep_cong_dan"


@dataclass(frozen=True)
class Band:
    """So many people, so many representatives."""

    since: int
    until: int | None
    least: int
    most: int
    confidence: str

    def holds(self, people: int) -> bool:
        return self.since <= people and (self.until is None or people <= self.until)


@cache
def bands(law_dir: Path | None = None) -> dict[str, tuple[Band, ...]]:
    """Read the counts, by what they apply to."""
    rows = read_yaml(Path(law_dir or settings.LAW_DIR) / FILE)["group_representation"]
    found: dict[str, tuple[Band, ...]] = {}
    for row in rows:
        if "applies_to" in row:
            least, most = row["representatives"]
            band = Band(int(row["from"]), row["to"], least, most, row["confidence"])
            found[row["applies_to"]] = (*found.get(row["applies_to"], ()), band)
    return found


def band(kind: str, people: int) -> Band | None:
    """Find the count that applies to so many people; None where none is asked for."""
    rules = bands().get(_RULES_OF.get(kind, _OTHERS), ())
    return next((band for band in rules if band.holds(people)), None)


def refusal(kind: str, *, people: int, named: int) -> str:
    """Say why so many representatives do not fit, or nothing; none yet named may be asked for."""
    if named > people:
        return _("Người đại diện nhiều hơn số người cùng đứng tên.")
    found = band(kind, people)
    if found is None or named <= found.most:
        return ""
    return _("%(people)s người thì cử nhiều nhất %(most)s người đại diện; bạn ghi %(named)s.") % {
        "people": people,
        "most": found.most,
        "named": named,
    }
