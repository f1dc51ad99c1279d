"""How the lookup makes itself known to Django."""

from django.apps import AppConfig


class LookupConfig(AppConfig):
    name = "kheo.portal.lookup"
    label = "lookup"
