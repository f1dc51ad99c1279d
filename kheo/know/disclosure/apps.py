"""How disclosure makes itself known to Django and to the registries below it."""

from django.apps import AppConfig

from kheo.verbs import Verb


class DisclosureConfig(AppConfig):
    name = "kheo.know.disclosure"
    label = "disclosure"
    verbs = (Verb.KNOW,)
