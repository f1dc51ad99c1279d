"""How opendata makes itself known to Django and to the registries below it."""

from django.apps import AppConfig

from kheo.verbs import Verb


class OpenDataConfig(AppConfig):
    name = "kheo.insight.opendata"
    label = "opendata"
    verbs = (Verb.SUPERVISE,)
