"""Two servers: figures travel from a province to a hub, through restarts, and nothing else does."""

import time
from collections.abc import Callable

import psycopg
import pytest

from kheo.insight.hub import queries, services
from tests.insight.hub.conftest import Server

WAIT = 60


def told(server: Server, *, of: int = 3, province: str = "14", value: int = 1) -> None:
    server.do(
        "INSERT INTO hub_hubprovince VALUES"
        f" ('{province}', 'tỉnh {province}', now()) ON CONFLICT DO NOTHING"
    )
    server.do(
        "INSERT INTO hub_hubfigure (province, indicator, area, breakdown, year, value, source,"
        f" is_estimate) SELECT '{province}', 'dialogues.held', 'commune-' || n, '', 2026, {value},"
        f" 'records', false FROM generate_series(1, {of}) AS n"
    )


def total(server: Server) -> tuple[int, int]:
    rows = server.ask("SELECT count(*), coalesce(sum(value), 0)::int FROM hub_hubfigure")
    return rows[0]


def until(what: Callable[[], bool]) -> bool:
    """Wait for what the other server does in its own time; false when it never does."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.1)
    return False


def tie(province: Server, hub: Server, name: str = "son_la") -> str:
    with province.line() as line:
        given = services.publish(line, hub="trung_uong")
    address = province.address.replace("user=postgres", f"user={given.role}")
    with hub.line() as line:
        services.subscribe(line, province=name, address=f"{address} password={given.password}")
    return given.role


def test_what_a_province_tells_and_changes_and_takes_back_is_at_the_hub(servers) -> None:
    province, hub = servers
    told(province)
    tie(province, hub)
    assert until(lambda: total(hub) == (3, 3))

    province.do("UPDATE hub_hubfigure SET value = 7 WHERE area = 'commune-1'")
    province.do("DELETE FROM hub_hubfigure WHERE area = 'commune-2'")

    assert until(lambda: total(hub) == (2, 8))
    names = hub.ask("SELECT name FROM hub_hubprovince")
    assert names == [("tỉnh 14",)]


def test_a_hub_that_was_away_gets_what_it_missed(servers) -> None:
    province, hub = servers
    told(province)
    tie(province, hub)
    assert until(lambda: total(hub) == (3, 3))

    hub.stop()
    province.do("UPDATE hub_hubfigure SET value = 5")
    hub.start()

    assert until(lambda: total(hub) == (3, 15))


def test_a_province_that_was_restarted_goes_on_telling(servers) -> None:
    province, hub = servers
    told(province)
    tie(province, hub)
    assert until(lambda: total(hub) == (3, 3))

    province.stop()
    province.start()
    province.do("UPDATE hub_hubfigure SET value = 9")

    assert until(lambda: total(hub) == (3, 27))


def test_a_busy_province_loses_no_row_while_the_hub_lags(servers) -> None:
    province, hub = servers
    tie(province, hub)
    hub.stop()

    told(province, of=20_000, value=2)
    hub.start()

    assert until(lambda: total(hub) == (20_000, 40_000))


def test_the_role_of_a_hub_reads_the_figures_and_nothing_else(servers) -> None:
    province, hub = servers
    province.do("CREATE TABLE secret (word text)")
    role = tie(province, hub)

    with psycopg.connect(province.address.replace("user=postgres", f"user={role}")) as line:
        assert line.execute("SELECT count(*) FROM hub_hubfigure").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            line.execute("SELECT * FROM secret")


def test_the_same_commands_again_change_nothing(servers) -> None:
    province, hub = servers
    told(province)
    tie(province, hub)

    with province.line() as line:
        again = services.publish(line, hub="trung_uong")
    address = province.address.replace("user=postgres", f"user={again.role}")
    with hub.line() as line:
        services.subscribe(line, province="son_la", address=address)

    assert again.password == ""
    assert hub.ask("SELECT count(*) FROM pg_subscription") == [(1,)]
    assert until(lambda: total(hub) == (3, 3))


def test_a_province_is_not_taken_in_twice_by_two_names(servers) -> None:
    province, hub = servers
    told(province)
    tie(province, hub)
    assert until(lambda: bool(hub.ask("SELECT FROM hub_hubprovince")))

    with pytest.raises(services.Refused, match="bằng một đường khác"):
        tie(province, hub, name="son_la_moi")


def test_who_leaves_keeps_what_came_and_nothing_waits_for_it(servers) -> None:
    province, hub = servers
    told(province)
    role = tie(province, hub)
    assert until(lambda: total(hub) == (3, 3))

    with province.line() as line:
        assert services.leave(line, name="trung_uong")
    with hub.line() as line:
        assert services.leave(line, name="son_la")
        assert not services.leave(line, name="son_la")

    assert province.ask("SELECT FROM pg_replication_slots") == []
    assert province.ask("SELECT FROM pg_publication") == []
    assert not province.ask(f"SELECT FROM pg_roles WHERE rolname = '{role}'")
    assert hub.ask("SELECT FROM pg_subscription") == []
    assert total(hub) == (3, 3)


def test_the_lines_say_how_far_they_are(servers) -> None:
    province, hub = servers
    told(province)
    tie(province, hub)
    assert until(lambda: total(hub) == (3, 3))

    with province.line() as line:
        (outgoing,) = queries.ties(line)
    with hub.line() as line:
        (incoming,) = queries.ties(line)

    assert (outgoing.is_incoming, outgoing.is_running) == (False, True)
    assert (incoming.is_incoming, incoming.name) == (True, "kheo_from_son_la")


@pytest.mark.parametrize("name", ["", "Sơn La", "a-b", "1a", "x" * 40])
def test_a_name_that_postgresql_would_have_to_quote_is_refused(servers, name: str) -> None:
    province, _hub = servers
    with province.line() as line, pytest.raises(services.Refused, match="Tên chỉ gồm"):
        services.publish(line, hub=name)


@pytest.mark.parametrize("address", ["host=/nowhere dbname=kheo", "cái này không phải địa chỉ"])
def test_an_address_without_anybody_is_refused(servers, address: str) -> None:
    _province, hub = servers
    with hub.line() as line, pytest.raises(services.Refused, match="nối|viết sai"):
        services.subscribe(line, province="son_la", address=address)


def test_a_database_that_publishes_nothing_is_refused(servers) -> None:
    province, hub = servers
    with hub.line() as line, pytest.raises(services.Refused, match="kheo hub publish"):
        services.subscribe(line, province="son_la", address=province.address)
