"""Makes the files of a data set in a test, as the worker does, and says where they lie."""

from pathlib import Path

from kheo.insight.opendata import files, services
from kheo.insight.opendata.definition import Dataset
from kheo.insight.opendata.models import Edition
from tests.factories import MONDAY


def build(dataset: Dataset, now=MONDAY) -> Edition:
    return services.build(dataset=dataset, now=now)


def path_of(edition: Edition, ending: str) -> Path:
    return files.absolute(edition.files[ending]["path"])


def beside(edition: Edition, folder: Path) -> Path:
    """Lay the files of an edition side by side under the names that their addresses have."""
    for ending in edition.files:
        target = folder / f"{edition.dataset}.{ending}"
        target.write_bytes(path_of(edition, ending).read_bytes())
    return folder
