"""What each `kheo` command does, once Django is set up."""

import argparse
import os
import sys
import threading
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command, execute_from_command_line
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connection
from django.urls import get_resolver, reverse
from django.utils import timezone
from procrastinate.contrib.django import app as jobs
from tqdm import tqdm

from kheo.cli import founding, hubs, importing
from kheo.config import assets, backup, database, preflight, server
from kheo.demo import building, people
from kheo.foundation.log import queries as log_queries
from kheo.foundation.log import services as log
from kheo.foundation.units import services as units
from kheo.foundation.units.models import Unit
from kheo.insight.reports import services as reports
from kheo.insight.returns import services as returns


def run(options: argparse.Namespace) -> int:
    """Bring the database up and run one command on it."""
    if options.command in {"demo", "serve"} and not getattr(options, "no_serve", False):
        preflight.port(options.address, options.port)
    with database.running(settings.DATABASE_DIR):
        preflight.database()
        try:
            return COMMANDS[options.command](options)
        finally:
            let_go()


def let_go() -> None:
    """Close this process's own connections; children and the next one open theirs."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


class Migrate(DjangoMigrate):
    """Django's own command with a bar in place of its lines."""

    def migration_progress_callback(self, action: str, *_args: object, **_kwargs: object) -> None:
        if action == "apply_success":
            self.bar.update()

    def handle(self, *args: Any, **options: Any) -> None:
        with tqdm(desc="Tạo, nâng cấp bảng", unit="", disable=None, delay=1) as self.bar:
            super().handle(*args, **options)


def migrate(options: argparse.Namespace) -> int:
    call_command(Migrate(), verbosity=0, interactive=False)
    returns.load_forms(now=timezone.now())
    return 0


def load_units(options: argparse.Namespace) -> int:
    with tqdm(desc="Nạp đơn vị hành chính", unit=" đơn vị", disable=None) as bar:
        units.load(progress=bar.update)
    return 0


def report(options: argparse.Namespace) -> int:
    reports.write_word(
        province=options.province, since=options.since, until=options.until, path=options.output
    )
    return 0


def verify_log(options: argparse.Namespace) -> int:
    verdict = log_queries.verify(kept_head=options.head)
    sys.stdout.write(f"{verdict.message}\n")
    return 0 if verdict.ok else 1


def save(options: argparse.Namespace) -> int:
    backup.save(options.file)
    return 0


def restore(options: argparse.Namespace) -> int:
    backup.load(options.file)
    return 0


def manage(options: argparse.Namespace) -> int:
    execute_from_command_line(["kheo manage", *options.rest])
    return 0


def worker(options: argparse.Namespace) -> int:
    """Seal the log twice a second and run the queue until interrupted."""
    server.few_arenas()
    # Django's own connections cannot listen for jobs; the queue opens its own.
    queue = jobs.with_connector(jobs.connector.get_worker_connector())
    with log.sealing(threading.Event()), queue.open():
        queue.run_worker(install_signal_handlers=True, wait=True)
    return 0


def serve(options: argparse.Namespace) -> int:
    # The editor's library says some words once, as it is loaded; migrating speaks no language.
    get_resolver().url_patterns  # noqa: B018
    migrate(options)
    assets.collect()
    with server.worker():
        let_go()
        server.web(options.address, options.port, workers=options.workers, threads=options.threads)
    return 0


def serve_afresh(options: argparse.Namespace) -> int:
    """Go on as `kheo serve` under the same process number, without what building left in memory."""
    let_go()
    given = ["--address", options.address, "--port", str(options.port)]
    given += ["--workers", str(options.workers), "--threads", str(options.threads)]
    os.execv(sys.executable, [sys.executable, "-m", "kheo", "serve", *given])  # noqa: S606


def demo(options: argparse.Namespace) -> int:
    """Prepare the demo once, say how to enter it, and serve it."""
    migrate(options)
    if not Unit.objects.exists():
        load_units(options)
    sign_ins = building.build(now=timezone.now(), address=options.address, port=options.port)
    report_file = settings.VAR / "bao-cao" / "son-la.docx"
    building.build_report(report_file)
    sys.stdout.write(f"Báo cáo Sơn La: {report_file}\n")
    if options.no_serve:
        return 0
    assets.collect()
    sys.stdout.write(welcome(sign_ins, f"http://{options.address}:{options.port}"))
    sys.stdout.flush()
    return serve_afresh(options)


def welcome(sign_ins: list[people.SignIn], address: str) -> str:
    """Say where to look and how to sign in, one line for each role."""
    lines = [
        "",
        f"Trang chủ        {address}/",
        f"Gửi phản ánh     {address}{reverse('petitions:new')}",
        f"Báo cáo          {address}{reverse('reports:list')}",
        f"Bàn làm việc     {address}{reverse('workspace:mine')}",
        f"Biên tập         {address}{reverse('wagtailadmin_home')}",
        "",
        f"Mật khẩu chung của bản dùng thử: {people.PASSWORD}",
        *(f"  {one.username:<14} {one.role} — {one.place}" for one in sign_ins),
        f"Cụm mật khẩu mở hồ sơ niêm phong: {people.PASSPHRASE}",
        "",
        "Ctrl-C để dừng tất cả.",
        "",
    ]
    return "\n".join(lines)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": demo,
    "migrate": migrate,
    "load-units": load_units,
    "establish": founding.establish,
    "appoint": founding.appoint,
    "import-site": importing.import_site,
    "report": report,
    "hub": hubs.run,
    "verify-log": verify_log,
    "backup": save,
    "restore": restore,
    "manage": manage,
    "worker": worker,
    "serve": serve,
}
