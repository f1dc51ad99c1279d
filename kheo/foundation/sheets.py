"""Tables as CSV that spreadsheets open in Vietnamese, streamed so that no list is too long."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import StreamingHttpResponse


class _Echo(io.StringIO):
    """Give every written line back instead of keeping it."""

    def write(self, text: str) -> str:  # type: ignore[override]
        return text


def download(name: str, lines: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Stream lines, the head first, as a file of this name."""
    writer = csv.writer(_Echo())
    rows = (writer.writerow([_safe(cell) for cell in line]) for line in lines)
    body = (f"\ufeff{row}" if n == 0 else row for n, row in enumerate(rows))
    response = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _safe(cell: object) -> str:
    """Keep a cell that begins like a formula from being one."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
