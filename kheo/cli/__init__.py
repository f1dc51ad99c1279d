"""The `kheo` command: one door to everything an operator does."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import django
from django.db import OperationalError, ProgrammingError
from django.utils.module_loading import import_string

from kheo.cli import checking
from kheo.config import preflight
from kheo.config.database import DatabaseUnavailable
from kheo.config.preflight import NotReady

Command = Callable[[argparse.Namespace], int]


def month(text: str) -> date:
    """Read `2013-06` as the first day of that month."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text}: tháng phải viết như 2013-06") from error


def parser() -> argparse.ArgumentParser:
    """Describe every command; their work stands in commands.py."""
    top = argparse.ArgumentParser(prog="kheo", description="Khéo — việc của dân, có người làm.")
    commands = top.add_subparsers(dest="command", required=True, metavar="LỆNH")
    for name, words in (("demo", "dựng bản dùng thử và chạy"), ("serve", "chạy trang và việc nền")):
        serve = commands.add_parser(name, help=words)
        serve.add_argument("--address", default="127.0.0.1")
        serve.add_argument("--port", type=int, default=8000)
        serve.add_argument("--workers", type=int, default=2, help="số tiến trình")
        serve.add_argument("--threads", type=int, default=2, help="số luồng mỗi tiến trình")
        if name == "demo":
            serve.add_argument("--no-serve", action="store_true", help="dựng xong thì thôi")
    commands.add_parser("worker", help="chỉ chạy việc nền: nhắc hạn, gửi tin, niêm nhật ký")
    commands.add_parser("migrate", help="tạo hoặc nâng cấp cơ sở dữ liệu")
    commands.add_parser("load-units", help="nạp đơn vị hành chính")
    commands.add_parser("establish", help="lập UBND tỉnh, các xã và trang tin của bản triển khai")
    appoint = commands.add_parser("appoint", help="mở tài khoản và bổ nhiệm một cán bộ")
    appoint.add_argument("--unit", required=True, help="mã đơn vị, ví dụ 14")
    appoint.add_argument("--role", required=True, help="khóa vai trò trong law/roles.yaml")
    appoint.add_argument("--username", required=True, help="tên đăng nhập")
    appoint.add_argument("--name", required=True, help="họ và tên")
    appoint.add_argument("--email", required=True, help="thư điện tử")
    appoint.add_argument("--title", default="", help="chức danh; trống: tên vai trò")
    site = commands.add_parser("import-site", help="chuyển bài, ảnh của trang tin cũ sang")
    site.add_argument("folder", type=Path, help="thư mục có trang HTML, RSS, tệp xuất WordPress")
    site.add_argument("--host", default="", help="tên miền cũ, ví dụ ngocchien.example.vn")
    site.add_argument("--unit", default="", help="mã đơn vị có trang tin; trống: cả trang")
    site.add_argument("--report", type=Path, help="ghi kết quả từng bài ra tệp CSV")
    site.add_argument("--dry-run", action="store_true", help="chỉ đọc thử, không đăng gì")
    report = commands.add_parser("report", help="viết báo cáo ra tệp Word")
    report.add_argument("--province", required=True, help="mã tỉnh, ví dụ 14")
    report.add_argument("--from", dest="since", type=month, required=True, help="2013-06")
    report.add_argument("--to", dest="until", type=month, required=True, help="2023-12")
    report.add_argument("-o", dest="output", type=Path, required=True, help="son-la.docx")
    check = commands.add_parser("check", help="soát số liệu trong văn bản, Word, PDF, trang web")
    check.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    check.add_argument("--json", action="store_true", help="mỗi dòng một quan hệ, dạng JSON")
    check.add_argument(
        "--all", action="store_true", help="in cả chỗ khớp và chỗ chưa kết luận được"
    )
    _describe_hub(commands)
    verify = commands.add_parser("verify-log", help="chứng minh nhật ký còn nguyên")
    verify.add_argument("--head", default="", help="dấu niêm đã ghi lại lần trước")
    for name, words in (("backup", "sao lưu tất cả"), ("restore", "phục hồi bản sao lưu")):
        commands.add_parser(name, help=words).add_argument("file", type=Path)
    commands.add_parser("manage", help="lệnh của Django", add_help=False)
    return top


def _describe_hub(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe what ties a province to a hub; its work stands in hubs.py."""
    hub = commands.add_parser("hub", help="gửi số liệu của tỉnh lên nơi tổng hợp, hoặc nhận về")
    acts = hub.add_subparsers(dest="act", required=True, metavar="VIỆC")
    publish = acts.add_parser("publish", help="tỉnh: cho một nơi tổng hợp nhận số liệu")
    publish.add_argument("hub", help="tên nơi nhận, ví dụ trung_uong")
    publish.add_argument("--renew", action="store_true", help="cấp mật khẩu mới")
    publish.add_argument(
        "--trust-hub", action="store_true", help="nơi nhận được đọc mọi thay đổi của PostgreSQL"
    )
    subscribe = acts.add_parser("subscribe", help="nơi tổng hợp: nhận số liệu của một tỉnh")
    subscribe.add_argument("province", help="tên đặt cho tỉnh, ví dụ son_la")
    subscribe.add_argument("address", help="địa chỉ mà lệnh publish của tỉnh đã in ra")
    acts.add_parser("status", help="các đường gửi và nhận, mới đến đâu")
    leave = acts.add_parser("leave", help="thôi gửi cho nơi này, hoặc thôi nhận của tỉnh này")
    leave.add_argument("name", help="tên nơi nhận hoặc tên tỉnh đã đặt")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what an operator can mend is said in one line, without a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kheo.config.settings")
    options, rest = parser().parse_known_args(given)
    if rest and options.command != "manage":
        parser().error(f"không hiểu: {' '.join(rest)}")
    options.rest = rest
    if options.command == "check":
        return checking.run(options)
    if options.command == "demo":
        os.environ.setdefault("KHEO_DEMO", "1")
    return _told(options)


def _told(options: argparse.Namespace) -> int:
    """Run what needs the database, and say in one line what went wrong."""
    try:
        return run(options)
    except KeyboardInterrupt:
        print("kheo: đã dừng.", file=sys.stderr)
        return 130
    except (NotReady, DatabaseUnavailable, ProgrammingError, OperationalError, OSError) as trouble:
        print(f"kheo: {_in_one_line(trouble)}", file=sys.stderr)
        return 1


def _in_one_line(trouble: Exception) -> str:
    if isinstance(trouble, ProgrammingError):
        return f"chưa đủ bảng, hãy chạy kheo migrate ({str(trouble).splitlines()[0]})"
    if isinstance(trouble, OperationalError):
        return f"cơ sở dữ liệu: {str(trouble).strip().splitlines()[-1]}"
    if isinstance(trouble, OSError):
        return f"{trouble.strerror or trouble}: {trouble.filename or ''}"
    return str(trouble)


def run(options: argparse.Namespace) -> int:
    """Start what the command stands on, then the command."""
    preflight.folder(preflight.data_folder())
    preflight.room(preflight.data_folder())
    django.setup()
    # Models can be imported only after setup, hence by name.
    command: Command = import_string("kheo.cli.commands.run")
    return command(options)
