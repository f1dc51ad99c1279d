"""Templates that strangers see never read what people wrote, only what was confirmed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "kheo"
# What people wrote, and who they are; of a petition, a complaint, a reception.
RAW = re.compile(
    r"\b(?:petition|item|one|entry|row|complaint|visit|matter)\."
    r"(?:text|heading|sender_\w+|answer|earlier_answer|absorbed|no_proof_reason|representatives"
    r"|routing_reason|place)\b"
)
# Templates that strangers get; the parts that they include are followed.
DOORS = ["track.html", "list.html", "map.html", "_similar.html"]
# What is shown to the sender or an officer only, guarded by who reads.
GUARDED = re.compile(r"{% if [^%]*tracking\.reader[^%]*%}.*?{% endif %}", re.S)
INCLUDED = re.compile(r'{% include "petitions/(\w+\.html)"')
# Forms of the sender; the view makes them for the receipt alone.
FOR_SENDER = {"_add.html", "_rate.html", "_reopen.html"}
TEMPLATES = ROOT / "oversee" / "petitions" / "templates" / "petitions"


def reached(name, seen):
    if name not in seen and name not in FOR_SENDER and (TEMPLATES / name).exists():
        seen.add(name)
        for part in INCLUDED.findall((TEMPLATES / name).read_text(encoding="utf-8")):
            reached(part, seen)
    return seen


@pytest.mark.parametrize("door", DOORS)
def test_no_template_for_strangers_reads_raw_words(door):
    for name in reached(door, set()):
        text = GUARDED.sub("", (TEMPLATES / name).read_text(encoding="utf-8"))
        text = re.sub(r"{#.*?#}", "", text, flags=re.S)
        assert RAW.findall(text) == [], (name, RAW.findall(text))


@pytest.mark.parametrize("module", ["views/feeds.py", "views/map.py", "queries/maps.py"])
def test_no_feed_or_map_reads_raw_words(module):
    path = ROOT / "oversee" / "petitions" / module
    assert RAW.findall(path.read_text(encoding="utf-8")) == [], module
