"""Collects every Vietnamese sentence and keeps the English catalogue beside it.

`make words` adds what is new with an empty translation and drops what is gone;
`tests/architecture/test_words.py` refuses an empty one. GNU gettext is not needed.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
# Vietnamese for the parts that come without it: kept by hand, compiled here.
VIETNAMESE = (
    ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po",
    ROOT / "locale" / "vi" / "LC_MESSAGES" / "djangojs.po",
    ROOT / "kheo" / "portal" / "theme" / "locale" / "vi" / "LC_MESSAGES" / "django.po",
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Message = tuple[str | tuple[str, ...], str | None]


def messages() -> Iterator[tuple[str, int, Message]]:
    """Yield place, line and message of every sentence in code and templates."""
    for path in sorted((ROOT / "kheo").rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts:
            continue
        if path.suffix == ".txt" and "templates" not in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            text = templatize(text, origin=str(path))
        source = BytesIO(text.encode("utf-8"))
        options = {"encoding": "utf-8"}
        for line, message, _comments, context in extract("python", source, KEYWORDS, (), options):
            yield str(path.relative_to(ROOT)), line, (message, context)


def collected() -> Catalog:
    """Build the catalogue of what the project says today, without translations."""
    catalog = Catalog(locale="en", project="kheo", charset="utf-8", fuzzy=False)
    for place, line, (message, context) in messages():
        catalog.add(message, locations=[(place, line)], context=context)
    return catalog


def read(path: Path = CATALOGUE) -> Catalog:
    """Read a committed catalogue, the English one unless told otherwise."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def compiled(catalog: Catalog) -> bytes:
    """Return the bytes of the machine-readable catalogue."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def update() -> int:
    """Bring the committed catalogue up to the code; return how many wait for English."""
    catalog = read() if CATALOGUE.exists() else Catalog(locale="en", project="kheo")
    today = collected()
    # A date that changes at every run would be the only change of most commits.
    today.creation_date = catalog.creation_date
    catalog.update(today, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalog, omit_header=False, sort_output=True, no_location=True, width=100)
    COMPILED.write_bytes(compiled(catalog))
    for path in VIETNAMESE:
        path.with_suffix(".mo").write_bytes(compiled(read(path)))
    return sum(1 for message in catalog if message.id and not said(message.string))


def said(translation: str | tuple[str, ...] | list[str]) -> bool:
    """Tell whether every form of a translation has words."""
    forms = [translation] if isinstance(translation, str) else translation
    return bool(forms) and all(forms)


if __name__ == "__main__":
    print(f"{update()} câu chưa có tiếng Anh trong {CATALOGUE.relative_to(ROOT)}")  # noqa: T201
