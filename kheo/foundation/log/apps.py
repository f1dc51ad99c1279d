"""How log makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class LogConfig(AppConfig):
    name = "kheo.foundation.log"
    label = "log"
