"""Turns an opened paper into lines for a page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kheo.oversee.denunciations import apps, law
from kheo.oversee.denunciations.models import Paper
from kheo.oversee.denunciations.services.opening import Page


@dataclass(frozen=True, repr=False)
class Shown:
    """One paper: its heading, who wrote it when, its words, and what stands beside them."""

    uid: str
    kind: str
    title: str
    at: datetime
    by: str
    text: str
    facts: list[str]
    checkers: list[str]


def page_of(page: Page) -> Shown:
    """Give a paper as it is read."""
    paper, said = page.paper, page.said
    is_redaction = paper.kind == Paper.Kind.REDACTION
    checks = paper.checks.select_related("person") if is_redaction else []
    return Shown(
        uid=str(paper.uid),
        kind=paper.kind,
        title=str(said.get("title") or paper.get_kind_display()),
        at=paper.at,
        by=str(paper.by or ""),
        text=str(said.get("text", "")),
        facts=_facts(said),
        checkers=[str(check.person) for check in checks],
    )


def _facts(said: dict[str, object]) -> list[str]:
    book = law.book()
    found = [_person(one) for one in _rows(said, "denouncers")]
    found += [_("Bị tố cáo: %s") % _person(one) for one in _rows(said, "accused")]
    words = {
        "is_anonymous": _("Không rõ người tố cáo"),
        "wants_protection": _("Đề nghị được bảo vệ"),
        "is_again": _("Tố cáo tiếp việc đã giải quyết"),
    }
    found += [words[key] for key in words if said.get(key)]
    found += [law.words_of(book.criteria, str(code)) for code in _list(said, "criteria")]
    found += [law.words_of(book.measures, str(code)) for code in _list(said, "measures")]
    if said.get("number"):
        found.append(_("Số %s") % said["number"])
    if said.get("what") in apps.KINDS:
        found.append(str(apps.KINDS[str(said["what"])][0]))
    return found


def _list(said: dict[str, object], key: str) -> list[object]:
    value = said.get(key)
    return list(value) if isinstance(value, list) else []


def _rows(said: dict[str, object], key: str) -> list[dict[str, object]]:
    return [one for one in _list(said, key) if isinstance(one, dict)]


def _person(one: dict[str, object]) -> str:
    parts = [one.get(key) for key in ("name", "position", "address", "phone", "paper")]
    line = "; ".join(str(part) for part in parts if part)
    return _("%s (đại diện)") % line if one.get("is_representative") else line
