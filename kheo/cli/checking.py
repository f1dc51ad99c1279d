"""`kheo check`: what does not add up in files, without starting Django or a database."""

import argparse
import json
import os
import sys
from pathlib import Path

from kheo.insight.checks.queries import Checked, Said, Unreadable, of_text, read_file

WRONG, UNREADABLE = 1, 2
SHOWN = 300


def run(options: argparse.Namespace) -> int:
    """Check each file; 1 when a figure is wrong, 2 when a file cannot be read, else 0."""
    result = 0
    for path in options.files:
        try:
            text = read_file(path)
        except (Unreadable, OSError) as trouble:
            print(f"kheo: {path}: {_reason(trouble)}", file=sys.stderr)
            result = UNREADABLE
            continue
        result = max(result, _report(path, text, as_json=options.json, everything=options.all))
    return result


def _reason(trouble: Exception) -> str:
    if isinstance(trouble, FileNotFoundError):
        return "không có tệp này."
    if isinstance(trouble, PermissionError):
        return "không có quyền đọc tệp này."
    return str(trouble)


def _report(path: Path, text: str, *, as_json: bool, everything: bool) -> int:
    checked = of_text(text)
    try:
        if as_json:
            for relation in checked.relations:
                print(json.dumps(relation.record(path.name), ensure_ascii=False))
        else:
            _show(path, checked, everything)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (kheo check … | head): no traceback for that.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return WRONG if checked.wrong else 0


def _show(path: Path, checked: Checked, everything: bool) -> None:
    """Print what is wrong with its place and arithmetic, then the counts."""
    for relation in checked.relations if everything else checked.wrong:
        words = checked.words(relation)
        shown = words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
        print(f"{path}:{checked.line(relation)}: {SIGNS[relation.verdict]} {shown}")
        print(f"    {relation.why}")
    counts = checked.counts
    print(
        f"{path}: {counts[Said.INCONSISTENT]} chỗ sai, {counts[Said.CANNOT_TELL]} chỗ chưa "
        f"kết luận được, {counts[Said.CONSISTENT]} chỗ khớp."
    )


SIGNS = {Said.INCONSISTENT: "[SAI]", Said.CANNOT_TELL: "[?]", Said.CONSISTENT: "[khớp]"}
