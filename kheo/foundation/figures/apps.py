"""How figures makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "kheo.foundation.figures"
    label = "figures"
