"""Makes the files of open data at once, for an operator who does not want to wait for the night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from kheo.insight.opendata import definition, services


class Command(BaseCommand):
    """`kheo manage opendata [key…]`."""

    help = "Làm lại các tệp dữ liệu mở"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("keys", nargs="*", help="khóa bộ dữ liệu; bỏ trống: tất cả")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            asked = [definition.get(key) for key in options["keys"]] or definition.every()
        except definition.UnknownDataset as error:
            raise CommandError(f"Không có bộ dữ liệu {error}.") from error
        for dataset in tqdm(asked, desc="Làm tệp dữ liệu mở", unit=" bộ", disable=None):
            services.build(dataset=dataset, now=timezone.now())
