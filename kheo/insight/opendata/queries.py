"""Questions about data sets and their editions."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override

from kheo.foundation.addresses import absolute
from kheo.foundation.figures import breakdowns
from kheo.foundation.log.models import Entry
from kheo.foundation.sitemaps import Entry as Page
from kheo.foundation.sitemaps import Section
from kheo.foundation.units import queries as units
from kheo.foundation.units.models import Unit
from kheo.foundation.vietnamese import text
from kheo.insight.opendata import dcat, definition, statistics
from kheo.insight.opendata.datasets import figures
from kheo.insight.opendata.definition import Dataset
from kheo.insight.opendata.models import Edition

# From this hour on the tables of the day are made, when few people read.
NIGHT = 2


@dataclass(frozen=True)
class OfferedFile:
    """A file that everybody may download."""

    form: str
    url: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Offered:
    """A data set as programs are told of it."""

    dataset: Dataset
    edition: Edition | None

    @property
    def url(self) -> str:
        return absolute(self.dataset.get_absolute_url())

    @property
    def files(self) -> list[OfferedFile]:
        """List the files of the current edition; none before the worker has made them."""
        kept = self.edition.files if self.edition else {}
        return [
            OfferedFile(
                ending,
                absolute(dcat.file_address(self.dataset, ending)),
                kept[ending]["size"],
                kept[ending]["sha256"],
            )
            for ending in (*dcat.FORMS, "csv-metadata.json")
            if ending in kept
        ]


def offered() -> list[Offered]:
    """List all data sets with their current files, in one query."""
    editions = current()
    return [Offered(one, editions.get(one.key)) for one in definition.every()]


def figures_by_year(now: datetime, first: int | None = None) -> Iterator[dict[str, object]]:
    """Tell the public figures of years by column, small groups hidden, from a first year on."""
    return figures.of_years(now, first)


def found(words: str) -> list[Dataset]:
    """List the data sets with certain words, marks or none; all when nothing is asked."""
    asked = text.words(words)
    return [one for one in definition.every() if all(word in _folded(one) for word in asked)]


def _folded(dataset: Dataset) -> str:
    said = [dataset.title, dataset.about, *dataset.keywords, *(c.title for c in dataset.columns)]
    whole = " ".join([dataset.key, *(f"{one.vi} {one.en}" for one in said)])
    return " ".join(text.words(whole))


def current() -> dict[str, Edition]:
    """Give the current edition of each data set that has one, in one query."""
    return {one.dataset: one for one in Edition.objects.filter(month="")}


def edition(dataset: Dataset, month: str = "") -> Edition | None:
    """Find the current edition or the one fixed for a month."""
    return Edition.objects.filter(dataset=dataset.key, month=month).first()


def fixed(dataset: Dataset) -> QuerySet[Edition]:
    """List the fixed versions of a data set, the newest first."""
    return Edition.objects.filter(dataset=dataset.key).exclude(month="").order_by("-month")


def by_dataset() -> dict[str, list[Edition]]:
    """Give all editions of each data set, the current one first, in one query."""
    editions: dict[str, list[Edition]] = defaultdict(list)
    for one in Edition.objects.defer("sample").order_by("dataset", "month"):
        editions[one.dataset].append(one)
    return editions


def last_log_entry() -> int:
    """Return the key of the newest act in the log; without a newer one nothing was changed."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def due(now: datetime) -> list[Dataset]:
    """List what has to be read again: each night all, and soon what may have been withdrawn."""
    editions, last = current(), last_log_entry()
    night = timezone.localtime(now).replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    if night > now:
        night -= timedelta(days=1)
    return [one for one in definition.every() if _is_due(one, editions.get(one.key), night, last)]


def _is_due(dataset: Dataset, edition: Edition | None, night: datetime, last: int) -> bool:
    if edition is None or edition.checked_at < night:
        return True
    return dataset.may_go and edition.log_entry < last


def codes() -> statistics.Codes:
    """Give the code lists of the figures: indicators, breakdowns, and units of all times."""
    known = figures.public()
    words: dict[str, dict[str, tuple[str, ...]]] = {"indicators": {}, "breakdowns": {}}
    for language in ("vi", "en"):
        with override(language):
            for one in known:
                label = f"{one.label} ({one.unit_of_count})"
                _say(words["indicators"], one.code, label)
                for written in figures.written_breakdowns(one):
                    said = ", ".join(one.words_of(breakdowns.read(written)))
                    _say(
                        words["breakdowns"],
                        written,
                        said or {"vi": "Tổng", "en": "Total"}[language],
                    )
    return statistics.Codes(
        indicators={code: (said[0], said[-1]) for code, said in words["indicators"].items()},
        breakdowns={code: (said[0], said[-1]) for code, said in words["breakdowns"].items()},
        areas=dict(_areas()),
    )


def _say(words: dict[str, tuple[str, ...]], code: str, said: str) -> None:
    words[code] = (*words.get(code, ()), said)


def _areas() -> Iterator[tuple[str, tuple[str, str]]]:
    here = units.here(on=timezone.localdate())
    if here is None:
        return
    inside = Unit.objects.within(here).filter(level__in=[Unit.Level.COMMUNE, here.level])
    for unit in inside.order_by("path").iterator():
        yield figures.area_of(unit), (unit.full_name, unit.full_name)


def _rows() -> QuerySet[Edition]:
    return Edition.objects.filter(month="").only("dataset", "made_at")


def _entry(edition: Edition) -> Page:
    return Page(definition.get(edition.dataset).get_absolute_url(), edition.made_at)


SITEMAP = Section("du-lieu-mo", _rows, _entry)
