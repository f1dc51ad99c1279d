"""The real law of the project, and copies of it that a test may break."""

import shutil
from pathlib import Path

import pytest
import yaml

from kheo.foundation.clock.book import LAW, default_book, default_calendar


@pytest.fixture(scope="session")
def book():
    return default_book()


@pytest.fixture(scope="session")
def calendar():
    return default_calendar()


@pytest.fixture
def law(tmp_path) -> Path:
    for file in LAW.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.fixture
def edit(law):
    """Change one loaded file of the copied law and write it back."""

    def change(name, alter):
        path = law / name
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
        alter(value)
        path.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
        return law

    return change
