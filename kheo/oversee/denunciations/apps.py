"""How denunciations makes itself known to Django and to the registries below it."""

from django.apps import AppConfig

from kheo.verbs import Verb


class DenunciationsConfig(AppConfig):
    name = "kheo.oversee.denunciations"
    label = "denunciations"
    verbs = (Verb.SUPERVISE,)
