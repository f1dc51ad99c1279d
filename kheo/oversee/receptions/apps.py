"""How receptions makes itself known to Django and to the registries below it."""

from django.apps import AppConfig

from kheo.verbs import Verb


class ReceptionsConfig(AppConfig):
    name = "kheo.oversee.receptions"
    label = "receptions"
    verbs = (Verb.CHECK,)
