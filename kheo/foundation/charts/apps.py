"""How charts makes its template known to Django."""

from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "kheo.foundation.charts"
    label = "charts"
