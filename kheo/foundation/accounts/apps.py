"""How accounts makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kheo.foundation.accounts"
    label = "accounts"
