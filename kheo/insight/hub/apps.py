"""How hub makes itself known to Django and to the registries below it."""

from django.apps import AppConfig

from kheo.verbs import Verb


class HubConfig(AppConfig):
    name = "kheo.insight.hub"
    label = "hub"
    verbs = (Verb.SUPERVISE,)
