"""How duties makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "kheo.foundation.duties"
    label = "duties"
