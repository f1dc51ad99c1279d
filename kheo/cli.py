"""The `kheo` command: one door to everything an operator does."""

import argparse
import os
import sys

from django.conf import settings
from django.core.management import execute_from_command_line

from kheo.config import database


def manage(arguments: list[str]) -> int:
    """Pass a command to Django while the database is up."""
    with database.running(settings.DATABASE_DIR):
        execute_from_command_line(["kheo manage", *arguments])
    return 0


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kheo.config.settings")
    parser = argparse.ArgumentParser(prog="kheo")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("manage", help="lệnh của Django", add_help=False)
    known, rest = parser.parse_known_args(sys.argv[1:])
    return manage(rest)
