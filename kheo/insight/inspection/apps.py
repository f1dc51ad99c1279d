"""How inspection makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "kheo.insight.inspection"
    label = "inspection"
