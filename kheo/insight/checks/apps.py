"""How checks makes itself known to Django and to the registries below it."""

from django.apps import AppConfig

from kheo.verbs import Verb


class ChecksConfig(AppConfig):
    name = "kheo.insight.checks"
    label = "checks"
    verbs = (Verb.CHECK, Verb.SUPERVISE)
