"""The command that brings an older site over says what became of each page."""

import csv
from argparse import Namespace

import pytest

from kheo.cli import importing, parser
from kheo.config.preflight import NotReady
from kheo.know.news import services
from kheo.know.news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "<html><body><h1>{title}</h1><p>Bà con họp bàn mở đường.</p><nav>Menu</nav></body></html>"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "cu").mkdir()
    (tmp_path / "cu" / "mot.html").write_text(PAGE.format(title="Họp dân"), "utf-8")
    services.ensure_site(hostname="testserver", port=80, title="Tin tức", unit=factories.province())
    return tmp_path / "cu"


def options(folder, *more: str) -> Namespace:
    return parser().parse_args(["import-site", str(folder), *more])


def test_each_page_has_its_line_in_the_account(folder, tmp_path, capsys):
    (folder / "trong.html").write_text("<html><body><nav>x</nav></body></html>", "utf-8")
    account = tmp_path / "ket-qua.csv"

    code = importing.import_site(options(folder, "--report", str(account)))

    assert code == 1
    with account.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == list(importing.COLUMNS)
    assert lines[1][:6] == [
        "mot.html", "/mot.html", "mới", "Họp dân", "/tin/hop-dan/",
        "Menu (Thanh trình đơn của trang cũ)",
    ]  # fmt: skip
    assert lines[2][2] == "không đọc được: Không thấy nội dung bài viết."
    assert "trong.html: Không thấy nội dung" in capsys.readouterr().err


def test_a_dry_run_changes_nothing(folder, capsys):
    assert importing.import_site(options(folder, "--dry-run")) == 0
    assert "đọc được: 1" in capsys.readouterr().out
    assert not NewsPage.objects.exists()


def test_a_unit_has_its_own_list(folder):
    commune = factories.unit("Ngọc Chiến")

    assert importing.import_site(options(folder, "--unit", commune.code)) == 0
    assert NewsPage.objects.get().get_parent().specific.unit == commune


def test_a_folder_or_a_unit_that_is_not_there_is_said(folder, tmp_path):
    with pytest.raises(NotReady, match="không thấy thư mục"):
        importing.import_site(options(tmp_path / "mat"))
    with pytest.raises(NotReady, match="Không có đơn vị mã"):
        importing.import_site(options(folder, "--unit", "00000"))
