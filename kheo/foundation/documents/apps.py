"""How documents makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "kheo.foundation.documents"
    label = "documents"
