"""How the home makes itself known to Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "kheo.portal.home"
    label = "home"
