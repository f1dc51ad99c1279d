"""`kheo hub` says what came of it in few words, and how provinces stand."""

from argparse import Namespace

import pytest
from django.db import connection

from kheo.cli import hubs, main
from kheo.config.preflight import NotReady
from tests import factories


def hub(act: str, **given: object) -> int:
    return hubs.run(Namespace(act=act, **given))


def test_the_command_names_what_it_can_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["hub"])

    assert "VIỆC" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_province_lets_a_hub_in_and_out_again(capsys: pytest.CaptureFixture[str]) -> None:
    factories.province()

    assert hub("publish", hub="trung_uong", renew=False, trust_hub=False) == 0
    told = capsys.readouterr().out
    assert 'kheo hub subscribe tinh_nay "' in told
    assert "user=kheo_hub_trung_uong" in told
    assert hub("publish", hub="trung_uong", renew=False, trust_hub=False) == 0
    assert "--renew" in capsys.readouterr().out
    assert hub("status") == 0
    assert "tỉnh Sơn La: số liệu đến" in capsys.readouterr().out

    assert hub("leave", name="trung_uong") == 0
    with pytest.raises(NotReady, match="Không có nơi nhận hay tỉnh nào tên trung_uong"):
        hub("leave", name="trung_uong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_publication")
        assert cursor.fetchone() is None


@pytest.mark.django_db
def test_what_cannot_be_done_is_one_line() -> None:
    with pytest.raises(NotReady, match="Tên chỉ gồm chữ thường"):
        hub("publish", hub="Trung ương", renew=False, trust_hub=False)
    with pytest.raises(NotReady, match="Chưa nối được với bên kia"):
        hub("subscribe", province="son_la", address="host=/nowhere dbname=kheo")
