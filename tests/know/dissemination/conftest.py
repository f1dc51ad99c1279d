"""A commune with two villages and its officer."""

import pytest

from tests import factories


@pytest.fixture
def commune(db):
    return factories.unit()


@pytest.fixture
def officer(commune):
    return factories.officer(of=commune, role="head")


@pytest.fixture
def villages(commune):
    names = ("Bản Lướt", "Bản Mường")
    return [factories.unit(name, level="village", parent=commune) for name in names]
