"""The house that the tests of open data fill."""

from tests.insight.opendata.conftest import (
    communes,
    documents,
    figures,
    no_network,
    private_files,
)

__all__ = ["communes", "documents", "figures", "no_network", "private_files"]
