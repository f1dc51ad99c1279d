"""`kheo check`: what does not add up in files, without starting Django or a database."""

import argparse
import json
import os
import sys
from pathlib import Path

from kheo.insight.checks.text import Relation, Verdict, check
from kheo.insight.checks.texts import Unreadable, read_file

WRONG, UNREADABLE = 1, 2
SHOWN = 300


def run(options: argparse.Namespace) -> int:
    """Check each file; 1 when a figure is wrong, 2 when a file cannot be read, else 0."""
    result = 0
    for path in options.files:
        try:
            text = read_file(path)
        except (Unreadable, OSError) as trouble:
            reason = trouble.strerror if isinstance(trouble, OSError) else str(trouble)
            print(f"kheo: {path}: {reason}", file=sys.stderr)
            result = UNREADABLE
            continue
        result = max(result, _report(path, text, as_json=options.json, everything=options.all))
    return result


def _report(path: Path, text: str, *, as_json: bool, everything: bool) -> int:
    relations = check(text)
    try:
        if as_json:
            for relation in relations:
                print(json.dumps(relation.record(path.name), ensure_ascii=False))
        else:
            _show(path, text, relations, everything)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (kheo check … | head): no traceback for that.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return WRONG if any(r.verdict is Verdict.INCONSISTENT for r in relations) else 0


def _show(path: Path, text: str, relations: list[Relation], everything: bool) -> None:
    """Print what is wrong with its place and arithmetic, then the counts."""
    for relation in relations:
        if everything or relation.verdict is Verdict.INCONSISTENT:
            line = text.count("\n", 0, relation.start) + 1
            words = " ".join(text[relation.start : relation.end].split())
            shown = words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
            print(f"{path}:{line}: {SIGNS[relation.verdict]} {shown}\n    {relation.why}")
    counts = {verdict: sum(r.verdict is verdict for r in relations) for verdict in Verdict}
    print(
        f"{path}: {counts[Verdict.INCONSISTENT]} chỗ sai, {counts[Verdict.CANNOT_TELL]} chỗ chưa "
        f"kết luận được, {counts[Verdict.CONSISTENT]} chỗ khớp."
    )


SIGNS = {
    Verdict.INCONSISTENT: "[SAI]",
    Verdict.CANNOT_TELL: "[?]",
    Verdict.CONSISTENT: "[khớp]",
}
