"""What an operator can mend is said in one line, without a traceback."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kheo.cli import main, month
from kheo.config import preflight

OWN_SETTINGS = {"DJANGO_SETTINGS_MODULE": "kheo.config.settings"}


def kheo(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "kheo", *arguments],
        env={**os.environ, **OWN_SETTINGS, **environment},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line]
    assert len(lines) == 1, lines
    return lines[0]


def test_a_taken_port_is_named_with_a_way_out(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = kheo("serve", "--port", str(port), KHEO_VAR=str(tmp_path))

    assert only_line(done) == (
        f"kheo: Cổng {port} trên 127.0.0.1 đang có chương trình khác dùng. "
        f"Hãy chọn cổng khác: --port {port + 1}"
    )


def test_a_data_folder_that_is_a_file_is_one_line(tmp_path):
    place = tmp_path / "var"
    place.write_text("không phải thư mục")

    line = only_line(kheo("verify-log", KHEO_VAR=str(place)))

    assert line.startswith(f"kheo: Không đọc hoặc ghi được thư mục dữ liệu {place}")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://nobody@localhost/kheo", "kheo: DATABASE_URL phải có dạng postgresql://"),
        ("postgresql://a@localhost:cổng/kheo", "kheo: DATABASE_URL: cổng không phải là số."),
        (
            "postgresql://nobody@127.0.0.1:9/kheo",
            "kheo: Không kết nối được PostgreSQL (DATABASE_URL):",
        ),
    ],
)
def test_a_wrong_database_url_is_one_line(tmp_path, url, said):
    line = only_line(kheo("migrate", KHEO_VAR=str(tmp_path), DATABASE_URL=url))

    assert line.startswith(said)


def test_a_full_disk_is_one_line(tmp_path):
    with pytest.raises(preflight.NotReady) as trouble:
        preflight.room(tmp_path, needed=2**60)

    assert str(trouble.value).startswith(f"Ổ đĩa chứa {tmp_path} chỉ còn ")


def test_a_month_is_read_as_its_first_day():
    assert month("2013-06").isoformat() == "2013-06-01"


@pytest.mark.parametrize("wrong", ["2013-13", "6/2013", "hôm nay", ""])
def test_a_wrong_month_is_refused(wrong, capsys):
    with pytest.raises(SystemExit):
        main(["report", "--province", "14", "--from", wrong, "--to", "2023-12", "-o", "x.docx"])

    assert "tháng phải viết như 2013-06" in capsys.readouterr().err


def test_an_unknown_word_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["migrate", "--faster"])

    assert "không hiểu: --faster" in capsys.readouterr().err


def test_the_data_folder_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("KHEO_VAR", "/somewhere/else")

    assert preflight.data_folder() == Path("/somewhere/else")


def test_a_new_deployment_gets_its_committees_and_its_first_officers(tmp_path):
    place = {"KHEO_VAR": str(tmp_path)}
    for command in ("migrate", "load-units", "establish"):
        assert kheo(command, **place).returncode == 0

    def appoint(role, username, password):
        return subprocess.run(
            [
                sys.executable,
                "-W",
                "ignore",
                "-m",
                "kheo",
                "appoint",
                "--unit",
                "14",
                "--role",
                role,
            ]
            + ["--username", username, "--name", "Lò Văn An", "--email", f"{username}@example.vn"],
            env={**os.environ, **OWN_SETTINGS, **place},
            input=f"{password}\n",
            capture_output=True,
            text=True,
            check=False,
        )

    assert "Chủ tịch UBND tỉnh Sơn La" in appoint("head", "an", "nà-tâu-pom-mỉn-9").stdout
    assert "Quản trị đơn vị" in appoint("admin", "lan", "nà-tâu-pom-mỉn-9").stdout
    assert only_line(appoint("head", "mai", "nà-tâu-pom-mỉn-9")).startswith(
        "kheo: Chức vụ đứng đầu"
    )
    assert only_line(appoint("king", "hung", "x")).startswith("kheo: Không có vai trò king")
    assert only_line(appoint("clerk", "hung", "123")).startswith("kheo: Mật khẩu")
