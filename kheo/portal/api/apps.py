"""How api makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kheo.portal.api"
    label = "api"
