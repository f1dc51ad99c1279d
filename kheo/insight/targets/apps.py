"""How targets makes itself known to Django and to the registries below it."""

from django.apps import AppConfig

from kheo.verbs import Verb


class TargetsConfig(AppConfig):
    name = "kheo.insight.targets"
    label = "targets"
    verbs = (Verb.SUPERVISE,)
