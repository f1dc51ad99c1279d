"""How petitions makes itself known to Django and to the registries below it."""

from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "kheo.oversee.petitions"
    label = "petitions"
