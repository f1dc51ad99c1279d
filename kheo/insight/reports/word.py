"""Puts a report into its Word layout; every figure in it leads to its source."""

from functools import cache
from io import BytesIO

from django.utils.translation import gettext as _
from docxtpl import DocxTemplate, RichText

from kheo.foundation.addresses import absolute
from kheo.foundation.vietnamese import dates
from kheo.insight.reports.definitions import LAYOUT
from kheo.insight.reports.filled import Built, Figure, FilledSection, Line

_TABLE_SIZE = 24  # half points
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def render(built: Built) -> bytes:
    """Return the report as the bytes of a .docx file."""
    template = DocxTemplate(BytesIO(_layout()))
    template.render(_context(built, template), autoescape=True)
    properties = template.docx.core_properties
    properties.title, properties.author, properties.language = built.title, built.issuer, "vi-VN"
    file = BytesIO()
    template.save(file)
    return file.getvalue()


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()


def _context(built: Built, template: DocxTemplate) -> dict[str, object]:
    report = built.definition
    return {
        "issuer": _unbroken(built.issuer.upper(), built.unit.full_name.upper()),
        "issuer_in_text": built.issuer,
        "symbol": report.symbol,
        "place": built.unit.name,
        "day": dates.write_long_date(built.made_on),
        "kind": report.kind.upper(),
        "kind_in_text": report.kind,
        "subject": built.subject,
        "sections": [
            _section(number, section, template)
            for number, section in zip(_ROMAN, built.sections, strict=False)
        ],
        "closing": built.closing,
        "recipients": report.recipients,
        "signs_for": report.signs_for.upper(),
        "signer": report.signer.upper(),
        "figures": [
            {
                "number": number,
                "label": figure.label,
                "value": _linked(figure, template),
                "period": figure.period,
                "quote": _("Đếm từ hồ sơ trên hệ thống") if figure.is_recorded else figure.quote,
            }
            for number, figure in enumerate(built.figures, start=1)
        ],
        "wrong": [
            {"title": check.finding.title, "arithmetic": check.finding.arithmetic}
            for check in built.wrong
        ],
        "sources": sorted({f.cell.origin.source_title for f in built.figures if f.cell}),
    }


def _unbroken(text: str, name: str) -> str:
    """Keep a unit's name on one line where the head is too narrow for all."""
    return text.replace(name, name.replace(" ", "\u00a0"))


def _section(number: str, section: FilledSection, template: DocxTemplate) -> dict[str, object]:
    return {
        "heading": f"{number}. {section.heading.upper()}",
        "paragraphs": [_rich(line, template) for line in section.paragraphs],
    }


def _rich(line: Line, template: DocxTemplate) -> RichText:
    text = RichText()
    for piece in line:
        if piece.figure:
            _add(text, piece.figure, template)
        else:
            text.add(piece.text)
    return text


def _linked(figure: Figure, template: DocxTemplate) -> RichText:
    text = RichText()
    _add(text, figure, template, size=_TABLE_SIZE)
    return text


def _add(text: RichText, figure: Figure, template: DocxTemplate, size: int | None = None) -> None:
    """Add a figure that opens its cell; a missing one is marked so that nobody signs over it."""
    if figure.url:
        link = template.build_url_id(absolute(figure.url))
        text.add(figure.text, url_id=link, size=size)
    else:
        text.add(figure.text, highlight="#ffff00", bold=True, size=size)
