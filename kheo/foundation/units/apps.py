"""How units makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "kheo.foundation.units"
    label = "units"
