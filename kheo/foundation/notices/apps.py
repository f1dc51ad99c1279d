"""How notices makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "kheo.foundation.notices"
    label = "notices"
