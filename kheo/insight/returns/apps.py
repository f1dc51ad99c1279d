"""How returns makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "kheo.insight.returns"
    label = "returns"
