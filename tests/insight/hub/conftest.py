"""Two private servers, each with the tables that travel and nothing else."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection as here

from kheo.config import database
from kheo.insight.hub.models import HubArea, HubFigure, HubIndicator, HubProvince

MODELS = (HubProvince, HubIndicator, HubArea, HubFigure)


class Server:
    """A private PostgreSQL of its own, which can be stopped and started like a machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        """Start it; on a busy machine the part we stand on may give up too early."""
        for is_last in (False, False, True):
            try:
                self.server = database.start(self.folder)
                return
            except (RuntimeError, subprocess.SubprocessError):
                if is_last:
                    raise

    def stop(self) -> None:
        self.server.cleanup()

    @property
    def address(self) -> str:
        found = database.private(self.folder)
        return f"host={found['HOST']} dbname={found['NAME']} user={found['USER']}"

    def line(self) -> psycopg.Connection:
        return psycopg.connect(self.address, autocommit=True)

    def ask(self, question: str) -> list[tuple]:
        with self.line() as connection:
            return connection.execute(question).fetchall()

    def do(self, statement: str) -> None:
        with self.line() as connection:
            connection.execute(statement)


def tables() -> list[str]:
    with here.schema_editor(collect_sql=True) as editor:
        for model in MODELS:
            editor.create_model(model)
    return editor.collected_sql


@pytest.fixture
def servers(tmp_path: Path, db) -> Iterator[tuple[Server, Server]]:
    statements = tables()
    pair = Server(tmp_path / "tinh"), Server(tmp_path / "hub")
    for server in pair:
        for statement in statements:
            server.do(statement)
    yield pair
    for server in pair:
        server.stop()
