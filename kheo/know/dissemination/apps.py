"""How dissemination makes itself known to Django and to the registries below it."""

from django.apps import AppConfig

from kheo.verbs import Verb


class DisseminationConfig(AppConfig):
    name = "kheo.know.dissemination"
    label = "dissemination"
    verbs = (Verb.KNOW,)
