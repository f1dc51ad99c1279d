"""The returned figures of the first articles, in provinces of the tests' own."""

import pytest

from kheo.insight.returns import services as returns
from tests import factories
from tests.factories import MONDAY


@pytest.fixture
def son_la(db):
    """Sơn La with its 48 figures; Hà Tĩnh and Hậu Giang have theirs too."""
    factories.unit("Hà Tĩnh", level="province", code="42")
    factories.unit("Hậu Giang", level="province", code="93")
    province = factories.province()
    returns.load_seed_figures(by=factories.citizen(), now=MONDAY)
    return province
