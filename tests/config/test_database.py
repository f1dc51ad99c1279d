"""Where the database is, from one line of the environment."""

from pathlib import Path

import psycopg
import pytest

from kheo.config import database


def test_a_url_becomes_connection_settings():
    assert database.from_url("postgresql://lan:m%40t@db.example:5433/kheo") == {
        "NAME": "kheo",
        "USER": "lan",
        "PASSWORD": "m@t",
        "HOST": "db.example",
        "PORT": "5433",
    }


def test_a_url_may_name_a_socket_folder():
    found = database.from_url("postgresql:///kheo?host=/run/postgresql")

    assert (found["NAME"], found["HOST"], found["PORT"]) == ("kheo", "/run/postgresql", "")


@pytest.mark.parametrize("url", ["", "kheo", "mysql://a/b", "postgresql://server", "http://a/b"])
def test_anything_else_is_refused(url):
    with pytest.raises(database.DatabaseUnavailable):
        database.from_url(url)


def test_the_secret_is_made_once_and_kept_from_others(tmp_path):
    place = tmp_path / "secret_key"

    first, second = database.secret_key(place), database.secret_key(place)

    assert first == second
    assert len(first) >= 48
    assert place.stat().st_mode & 0o077 == 0


def test_a_folder_too_deep_for_a_socket_gets_another_socket(tmp_path):
    deep = tmp_path / ("rất-sâu-" * 10) / "postgres"

    found = Path(str(database.private(deep)["HOST"]))

    assert len(str(found / ".s.PGSQL.5432").encode()) < 108


@pytest.mark.parametrize("written", ["999999999\n/data\n", "", "1\n/data\n"])
def test_the_note_of_a_server_that_is_gone_is_removed(tmp_path, written):
    note = tmp_path / "postmaster.pid"
    note.write_text(written)

    database._forget_a_dead_server(note)

    assert not note.exists()


def test_a_statement_that_fails_leaves_no_words_in_the_log_of_the_server(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    data = tmp_path / "postgres"

    with database.running(data):
        at = database.private(data)
        with psycopg.connect(dbname=at["NAME"], user=at["USER"], host=at["HOST"]) as connection:
            connection.execute("CREATE TABLE said (words text PRIMARY KEY)")
            connection.execute("INSERT INTO said VALUES ('Hoa Ban Lim')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute("INSERT INTO said VALUES ('Hoa Ban Lim')")

    logged = (data / "log").read_text(errors="replace")
    assert "said_pkey" in logged
    assert "Hoa Ban Lim" not in logged
