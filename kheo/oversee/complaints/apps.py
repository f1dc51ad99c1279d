"""How complaints makes itself known to Django and to the registries below it."""

from django.apps import AppConfig

from kheo.verbs import Verb


class ComplaintsConfig(AppConfig):
    name = "kheo.oversee.complaints"
    label = "complaints"
    verbs = (Verb.SUPERVISE,)
