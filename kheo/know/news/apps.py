"""How news makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "kheo.know.news"
    label = "news"
