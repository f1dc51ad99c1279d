"""How reports makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "kheo.insight.reports"
    label = "reports"
