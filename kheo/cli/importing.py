"""The command that brings an older site over, and its account of what became of each page."""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone
from tqdm import tqdm

from kheo.cli import founding
from kheo.config.preflight import NotReady
from kheo.know.news import queries as news_queries
from kheo.know.news import services as news
from kheo.know.news.importing.folders import Folder
from kheo.know.news.models import NewsIndex

COLUMNS = ("Tệp", "Địa chỉ cũ", "Kết quả", "Tít", "Địa chỉ mới", "Đã bỏ", "Ảnh không thấy")


def import_site(options: argparse.Namespace) -> int:
    """Bring a folder over, or with --dry-run only say what is in it; 1 when a page was refused."""
    if not options.folder.is_dir():
        raise NotReady(f"không thấy thư mục {options.folder}")
    folder = Folder(options.folder, options.host.removeprefix("www."))
    results: Iterable[news.Result]
    if options.dry_run:
        results = (news.Result(found, why=found.why) for found in folder.articles())
    else:
        index = _list(options.unit)
        results = news.import_site(folder=folder, index=index, by=None, now=timezone.now())
    counted = _account(results, options.report)
    sys.stdout.write(" · ".join(f"{said}: {number}" for said, number in counted.items()) + "\n")
    return 1 if counted["không đọc được"] else 0


def _list(code: str) -> NewsIndex:
    """Find the list of news of a unit, opened on the way; the whole site's without a code."""
    root = news_queries.root()
    if root is None:
        raise NotReady("chưa có trang tin, hãy chạy kheo establish")
    if not code:
        return root
    unit = founding.unit_now(code, timezone.localdate())
    return root if root.unit_id == unit.pk else news.open_list(parent=root, unit=unit)


def _account(results: Iterable[news.Result], report: Path | None) -> Counter[str]:
    """Write one line for each page where it was asked for; count what became of them."""
    counted: Counter[str] = Counter()
    with (report or Path("/dev/null")).open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(COLUMNS)
        for result in tqdm(results, desc="Chuyển trang cũ", unit=" bài", disable=None):
            said = _said(result)
            counted[said] += 1
            lines.writerow(_row(result, said))
            if said == "không đọc được":
                sys.stderr.write(f"{result.found.place}: {result.why}\n")
    return counted


def _said(result: news.Result) -> str:
    if result.found.original is None or (result.why and result.article is None):
        return "không đọc được"
    if result.article is None:
        return "đọc được"
    return "mới" if result.is_new else "đã có"


def _row(result: news.Result, said: str) -> list[str]:
    original, article = result.found.original, result.article
    return [
        result.found.place,
        result.found.address,
        said if not result.why else f"{said}: {result.why}",
        article.title if article else original.headline if original else "",
        article.address if article else "",
        "; ".join(f"{line.text} ({line.why})" for line in result.omitted),
        "; ".join(result.missing),
    ]
